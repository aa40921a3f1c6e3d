package org.careagent.neuron.adapters.outbound.jooq;

import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.API_KEY;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.INTRODUCTION;
import static org.careagent.neuron.adapters.outbound.jooq.schema.Tables.PROVIDER;

import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyHash;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.jooq.DSLContext;

import java.time.Instant;

/// The making of changes to what the organisation's own side needs. Each method tells whether the
/// change fits; if not, it writes nothing.
final class OfficeMaking {
    private final DSLContext transaction;

    OfficeMaking(DSLContext transaction) {
        this.transaction = transaction;
    }

    boolean add(Provider provider) {
        if (transaction.fetchExists(PROVIDER, PROVIDER.NPI.eq(provider.npi()))) {
            return false;
        }
        return transaction
                        .insertInto(PROVIDER)
                        .set(PROVIDER.NPI, provider.npi())
                        .set(PROVIDER.NAME, provider.name())
                        .set(PROVIDER.TYPES, provider.types())
                        .set(PROVIDER.ENDPOINT, provider.endpoint().orElse(null))
                        .set(PROVIDER.SPECIALTY, provider.specialty().orElse(null))
                        .set(PROVIDER.PROVIDER_PUBLIC_KEY, provider.key().orElse(null))
                        .execute()
                == 1;
    }

    boolean remove(Npi npi) {
        return transaction.deleteFrom(PROVIDER).where(PROVIDER.NPI.eq(npi)).execute() == 1;
    }

    boolean add(ApiKey key, ApiKeyHash hash) {
        return transaction
                        .insertInto(API_KEY)
                        .set(API_KEY.ID, key.id())
                        .set(API_KEY.NAME, key.name())
                        .set(API_KEY.KEY_HASH, hash)
                        .set(API_KEY.SCOPES, key.scopes())
                        .set(API_KEY.NPI, key.npi().orElse(null))
                        .set(API_KEY.CREATED_AT, key.createdAt())
                        .set(API_KEY.EXPIRES_AT, key.expiresAt().orElse(null))
                        .set(API_KEY.REVOKED_AT, key.revokedAt().orElse(null))
                        .execute()
                == 1;
    }

    // The condition decides a race, so the second one finds nothing left to revoke.
    boolean revoke(ApiKeyId id, Instant at) {
        return transaction
                        .update(API_KEY)
                        .set(API_KEY.REVOKED_AT, at)
                        .where(API_KEY.ID.eq(id))
                        .and(API_KEY.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    // Likewise.
    boolean acknowledge(IntroductionId id, Npi provider, Instant at) {
        return transaction
                        .update(INTRODUCTION)
                        .set(INTRODUCTION.ACKNOWLEDGED_AT, at)
                        .where(INTRODUCTION.ID.eq(id))
                        .and(INTRODUCTION.PROVIDER_NPI.eq(provider))
                        .and(INTRODUCTION.ACKNOWLEDGED_AT.isNull())
                        .execute()
                == 1;
    }
}
