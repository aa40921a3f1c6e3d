package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PROVIDER;

import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.jooq.DSLContext;
import org.jooq.Record;

import java.util.List;
import java.util.Optional;

/// Providers in a database.
final class JooqProviderDirectory implements ProviderDirectory {
    private final DSLContext database;

    JooqProviderDirectory(DSLContext database) {
        this.database = database;
    }

    // Nothing is settled here, for the sake of speed: it is a look at who is registered now, and
    // promises nobody that the registration outlives a loss of power. Only a commit does.
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

    static Provider provider(Record row) {
        return new Provider(
                row.get(PROVIDER.NPI),
                row.get(PROVIDER.NAME),
                row.get(PROVIDER.TYPES),
                Optional.ofNullable(row.get(PROVIDER.ENDPOINT)),
                Optional.ofNullable(row.get(PROVIDER.SPECIALTY)),
                Optional.ofNullable(row.get(PROVIDER.PROVIDER_PUBLIC_KEY)));
    }
}
