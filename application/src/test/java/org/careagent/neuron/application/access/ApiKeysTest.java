package org.careagent.neuron.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.application.access.CreateApiKey.Outcome;
import org.careagent.neuron.application.access.CreateApiKey.Wish;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.FakeApiKeySource;
import org.careagent.neuron.application.port.FakeApiKeyStore;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.domain.access.ApiKey;
import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.access.Scope;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

final class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Actor OPERATOR = Actor.operator("ada");
    private static final ApiKeyId FIRST = new ApiKeyId(FakeIdSource.id(1));

    private final FakeBooks books = new FakeBooks();
    private final FakeApiKeyStore keys = books.storage.apiKeys();
    private final FakeAuditTrail audit = books.audit;
    private final ManualClock clock = new ManualClock(NOW);
    private final CreateApiKey creation =
            new CreateApiKey(new FakeApiKeySource(), new FakeIdSource(), books.journal, clock);
    private final RevokeApiKey revocation = new RevokeApiKey(keys, books.journal, clock);

    @Test
    void makesTheKeyThatIsWishedForKeepsItsHashAndRecordsIt() {
        Wish wish =
                new Wish(
                        "Dr. Ada",
                        Set.of(Scope.PROVIDER),
                        Optional.of(Samples.provider(1)),
                        Optional.of(NOW.plusNanos(1)));
        ApiKey made =
                new ApiKey(
                        FIRST,
                        wish.name(),
                        wish.scopes(),
                        wish.npi(),
                        NOW,
                        wish.expiresAt(),
                        Optional.empty());

        assertThat(creation.create(wish, OPERATOR))
                .isInstanceOfSatisfying(
                        Outcome.Created.class,
                        created -> {
                            assertThat(created.key()).isEqualTo(made);
                            assertThat(keys.find(created.secret().hash())).contains(made);
                        });
        assertThat(audit.events()).containsExactly(new AuditEvent.ApiKeyCreated(made, OPERATOR));
    }

    @Test
    void makesNoKeyThatHasExpiredAlready() {
        Wish wish = new Wish("late", Set.of(Scope.READ), Optional.empty(), Optional.of(NOW));

        assertThat(creation.create(wish, OPERATOR)).isEqualTo(new Outcome.ExpiresInThePast());

        assertThat(keys.all()).isEmpty();
        assertThat(audit.events()).isEmpty();
    }

    @Test
    void revokesAKeyOnceAndRecordsItOnce() {
        var _ =
                creation.create(
                        new Wish("door", Set.of(Scope.READ), Optional.empty(), Optional.empty()),
                        OPERATOR);

        assertThat(revocation.revoke(FIRST, OPERATOR)).isEqualTo(RevokeApiKey.Outcome.REVOKED);
        assertThat(revocation.revoke(FIRST, OPERATOR))
                .isEqualTo(RevokeApiKey.Outcome.ALREADY_REVOKED);

        assertThat(keys.all().getFirst().key().revokedAt()).contains(NOW);
        assertThat(audit.events()).hasSize(2);
        assertThat(audit.events().getLast())
                .isEqualTo(new AuditEvent.ApiKeyRevoked(FIRST, OPERATOR));
    }

    @Test
    void recordsNothingIfThereIsNoSuchKey() {
        assertThat(revocation.revoke(FIRST, OPERATOR)).isEqualTo(RevokeApiKey.Outcome.UNKNOWN);

        assertThat(audit.events()).isEmpty();
    }
}
