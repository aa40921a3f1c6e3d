package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresServer;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.identity.Npi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Settings of a Neuron in a test.
final class TestSettings {
    static final Npi ORGANIZATION = new Npi("1234567893");

    private TestSettings() {}

    static Settings in(Path folder, Settings.Storage.Kind kind) {
        Duration patience = Duration.ofSeconds(10);
        return in(folder, kind, patience, patience, ExistingRelationshipProof.CHALLENGE);
    }

    /// @param more what is to be otherwise, by key
    static Settings in(Path folder, Settings.Storage.Kind kind, Map<String, String> more) {
        Map<String, String> values = values(folder, kind);
        values.putAll(more);
        return SettingsReader.presetBut(values);
    }

    static Settings in(
            Path folder,
            Settings.Storage.Kind kind,
            Duration authTimeout,
            Duration challengeTimeout,
            ExistingRelationshipProof proof) {
        return in(
                folder,
                kind,
                Map.of(
                        "websocket.authTimeoutMs",
                        String.valueOf(authTimeout.toMillis()),
                        "websocket.challengeTimeoutMs",
                        String.valueOf(challengeTimeout.toMillis()),
                        "websocket.existingRelationshipProof",
                        proof.name().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> values(Path folder, Settings.Storage.Kind kind) {
        Map<String, String> values = new HashMap<>();
        values.put("organization.npi", ORGANIZATION.digits());
        values.put("organization.name", "Test Practice");
        values.put("server.host", "127.0.0.1");
        values.put("server.port", "0");
        values.put("server.shutdownGraceMs", "2000");
        values.put("websocket.queueTimeoutMs", "5000");
        values.put("storage.kind", kind.name().toLowerCase(Locale.ROOT));
        values.put("storage.path", folder.resolve("neuron.db").toString());
        if (kind == Settings.Storage.Kind.POSTGRESQL) {
            PostgresAccess access = PostgresServer.newDatabase();
            values.put("storage.url", access.url());
            values.put("storage.username", PostgresServer.ROLE);
            values.put("storage.password", PostgresServer.PASSWORD);
        }
        values.put("audit.path", folder.resolve("audit.jsonl").toString());
        return values;
    }
}
