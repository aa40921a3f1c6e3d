package org.careagent.neuron.adapters.outbound.jooq;

import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.Ears;
import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.application.port.StorageNotEmptyException;
import org.jooq.impl.DefaultConnectionProvider;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/// All that a Neuron keeps, in a database.
public final class JooqStorage implements Storage {
    private final Database database;
    private final String description;
    private final NodeRow node;
    private final JooqChangeStore changes;
    private final RelationshipStore relationships;
    private final ProviderDirectory providers;
    private final ApiKeyStore apiKeys;
    private final IntroductionStore introductions;
    private final Ears ears = new Ears();
    private final AtomicBoolean listening = new AtomicBoolean();

    private JooqStorage(Database database, String description, String nodeId) {
        this.database = database;
        this.description = description;
        node = new NodeRow(nodeId);
        changes =
                new JooqChangeStore(
                        database.context(),
                        database,
                        ears,
                        nodeId,
                        new Retrying(Retrying.PATIENCE));
        relationships = new JooqRelationshipStore(database.context(), database.durability());
        providers = new JooqProviderDirectory(database.context());
        apiKeys =
                new JooqApiKeyStore(
                        database.context(), database.durability(), new Retrying(Retrying.PATIENCE));
        introductions = new JooqIntroductionStore(database.context(), database.durability());
    }

    /// The storage in `database`, which it closes with itself.
    ///
    /// @param description where the database is, without any secret
    /// @param nodeId names this Neuron among those that work on the database at the same time
    public static JooqStorage in(Database database, String description, String nodeId) {
        return new JooqStorage(database, description, nodeId);
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public ChangeStore changes() {
        return changes;
    }

    @Override
    public RelationshipStore relationships() {
        return relationships;
    }

    @Override
    public ProviderDirectory providers() {
        return providers;
    }

    @Override
    public ApiKeyStore apiKeys() {
        return apiKeys;
    }

    @Override
    public IntroductionStore introductions() {
        return introductions;
    }

    // Who only looks something up, or changes it from the command line, does not listen, and needs
    // no connection for it.
    @Override
    public IntroductionSignal introductionSignal() {
        return ear -> {
            IntroductionSignal.Listening heard = ears.listen(ear);
            if (listening.compareAndSet(false, true)) {
                database.listen(ears);
            }
            return heard;
        };
    }

    @Override
    public Snapshot snapshot() {
        Connection connection = database.atOneMoment();
        return JooqSnapshot.on(
                connection,
                Sql.on(new DefaultConnectionProvider(connection), database.context().dialect()),
                node);
    }

    @Override
    public void load(Contents contents) {
        var _ =
                database.durability()
                        .write(() -> {
                            loadInOne(contents);
                            return contents;
                        });
    }

    private void loadInOne(Contents contents) {
        database.context()
                .transaction(configuration -> {
                    Loading loading = new Loading(configuration.dsl());
                    if (!loading.isIntoEmpty()) {
                        throw new StorageNotEmptyException(description);
                    }
                    loading.load(contents, node);
                });
    }

    @Override
    public boolean canWrite() {
        return !changes.isOusted() && database.canWrite();
    }

    @Override
    public void close() {
        database.close();
    }
}
