package org.careagent.neuron.domain.handshake;

import static org.careagent.neuron.domain.consent.ConsentSample.NOW;

import org.careagent.neuron.domain.consent.Consent;
import org.careagent.neuron.domain.consent.ConsentSample;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.IntroductionId;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.careagent.neuron.domain.relationship.Standing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What the tests of handshakes begin with: a patient of [ConsentSample#VALID], and the sessions
/// and relationships it may have.
public final class HandshakeSamples {
    public static final SessionId SESSION = new SessionId(new UUID(0, 1));
    public static final RelationshipId FOUND = new RelationshipId(new UUID(0, 2));
    public static final RelationshipId FRESH = new RelationshipId(new UUID(0, 3));

    /// What an introduction is to be called.
    public static final IntroductionId INTRODUCTION = new IntroductionId(new UUID(0, 4));

    /// The names that an answer to the challenge comes with.
    public static final Input.FreshIds FRESH_IDS = new Input.FreshIds(FRESH, INTRODUCTION);

    public static final Npi ORGANIZATION = new Npi("1245319599");
    public static final AgentEndpoint ADDRESS = new AgentEndpoint("wss://provider.example/agent");
    public static final Nonce NONCE = new Nonce(Bytes.of(new byte[Nonce.LENGTH]));

    public static final Instant OPENED = NOW.minusSeconds(5);
    public static final Duration AUTH_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration CHALLENGE_TIMEOUT = Duration.ofSeconds(30);

    /// The consent of [ConsentSample#VALID], checked.
    public static final Consent CONSENT = ConsentSample.VALID.verified();

    /// Founded a day ago on a consent that is like [#CONSENT] but older.
    public static final Relationship RELATIONSHIP =
            Relationship.foundedOn(
                    ConsentSample.VALID.withIssuedAt(NOW.minus(Duration.ofDays(1))).verified(),
                    FOUND,
                    NOW.minus(Duration.ofDays(1)));

    private HandshakeSamples() {}

    /// What the organisation has settled, with `proof` for existing relationships.
    public static HandshakePolicy policy(ExistingRelationshipProof proof) {
        return new HandshakePolicy(ORGANIZATION, AUTH_TIMEOUT, CHALLENGE_TIMEOUT, proof);
    }

    /// A session that was opened at [#OPENED].
    public static AwaitingToken awaitingToken(ExistingRelationshipProof proof) {
        return AwaitingToken.open(SESSION, policy(proof), OPENED);
    }

    /// A session in which `consent` held, and which was challenged at [ConsentSample#NOW].
    public static AwaitingAnswer awaitingAnswer(Consent consent) {
        return new AwaitingAnswer(SESSION, OPENED, NOW.plus(CHALLENGE_TIMEOUT), consent, NONCE);
    }

    /// A patient with the active relationship `active`, and bound to the key of [#CONSENT].
    public static Standing standingOf(Relationship active) {
        return new Standing(Optional.of(ConsentSample.KEY), Optional.of(active), Optional.empty());
    }

    /// A patient bound to the key of [#CONSENT], with no relationship since `termination`.
    public static Standing terminatedAt(Instant termination) {
        return new Standing(
                Optional.of(ConsentSample.KEY), Optional.empty(), Optional.of(termination));
    }

    /// A registered provider, and `standing`.
    public static Input.Facts facts(Standing standing) {
        return new Input.Facts(Optional.of(ADDRESS), standing);
    }

    /// A provider that is not registered (any more), and `standing`.
    public static Input.Facts factsWithoutProvider(Standing standing) {
        return new Input.Facts(Optional.empty(), standing);
    }
}
