package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PROVIDER;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;

import java.util.List;
import java.util.Optional;

/// Providers in a database.
public final class JooqProviderDirectory implements ProviderDirectory {
    private final DSLContext database;
    private final Durability durability;

    /// @param database a migrated one
    /// @param durability what its commits need
    public JooqProviderDirectory(DSLContext database, Durability durability) {
        this.database = database;
        this.durability = durability;
    }

    // Nothing is settled here, for the sake of speed: it is a look at who is registered now, and
    // promises nobody that the registration outlives a loss of power. Only add() does.
    @Override
    public Optional<Provider> find(Npi npi) {
        return database.selectFrom(PROVIDER)
                .where(PROVIDER.NPI.eq(npi))
                .fetchOptional(JooqProviderDirectory::provider);
    }

    // Ten digits sort the same under every collation.
    @Override
    public List<Provider> all() {
        return database.selectFrom(PROVIDER)
                .orderBy(PROVIDER.NPI)
                .fetch(JooqProviderDirectory::provider);
    }

    @Override
    public Registration add(Provider provider) {
        return durability.write(() -> Races.retrying(() -> tryToAdd(provider)));
    }

    @Override
    public Removal remove(Npi npi) {
        return durability.write(() -> Races.retrying(() -> tryToRemove(npi)));
    }

    private Removal tryToRemove(Npi npi) {
        int rows = database.deleteFrom(PROVIDER).where(PROVIDER.NPI.eq(npi)).execute();
        return rows == 0 ? Removal.NOT_REGISTERED : Removal.REMOVED;
    }

    private Registration tryToAdd(Provider provider) {
        try {
            database.insertInto(PROVIDER)
                    .set(PROVIDER.NPI, provider.npi())
                    .set(PROVIDER.NAME, provider.name())
                    .set(PROVIDER.TYPES, provider.types())
                    .set(PROVIDER.ENDPOINT, provider.endpoint().orElse(null))
                    .set(PROVIDER.SPECIALTY, provider.specialty().orElse(null))
                    .set(PROVIDER.PROVIDER_PUBLIC_KEY, provider.key().orElse(null))
                    .execute();
            return Registration.ADDED;
        } catch (IntegrityConstraintViolationException _) {
            return Registration.ALREADY_REGISTERED;
        }
    }

    private static Provider provider(Record row) {
        return new Provider(
                row.get(PROVIDER.NPI),
                row.get(PROVIDER.NAME),
                row.get(PROVIDER.TYPES),
                Optional.ofNullable(row.get(PROVIDER.ENDPOINT)),
                Optional.ofNullable(row.get(PROVIDER.SPECIALTY)),
                Optional.ofNullable(row.get(PROVIDER.PROVIDER_PUBLIC_KEY)));
    }
}
