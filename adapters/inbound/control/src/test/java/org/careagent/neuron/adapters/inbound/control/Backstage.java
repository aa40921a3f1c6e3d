package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.access.RevokeApiKey;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.FakeApiKeySource;
import org.careagent.neuron.application.port.FakeApiKeyStore;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.FakeRelationshipStore;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.RemoveProvider;
import org.careagent.neuron.application.relationship.ReleasePatient;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.identity.Bytes;

import java.time.Instant;

/// An administration over fakes.
final class Backstage {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final Actor OPERATOR = Actor.operator("ada");
    static final Bytes GOOD_KEY = goodKey();

    final ManualClock clock = new ManualClock(NOW);
    final FakeAuditTrail audit = new FakeAuditTrail();
    final FakeProviderDirectory providers = new FakeProviderDirectory();
    final FakeRelationshipStore relationships = new FakeRelationshipStore();
    final FakeApiKeyStore keys = new FakeApiKeyStore();
    final Administration administration =
            new Administration(
                    new Administration.Desks(
                            providers,
                            new RegisterProvider(providers, audit),
                            new RemoveProvider(providers, audit),
                            relationships,
                            new ReleasePatient(relationships, audit),
                            keys,
                            new CreateApiKey(
                                    keys, new FakeApiKeySource(), new FakeIdSource(), audit, clock),
                            new RevokeApiKey(keys, audit, clock),
                            (key, _, _) ->
                                    key.bytes().equals(GOOD_KEY)
                                            ? new SignatureCheck.BadSignature()
                                            : new SignatureCheck.BadKey()));

    private static Bytes goodKey() {
        byte[] raw = new byte[32];
        raw[0] = 1;
        return Bytes.of(raw);
    }
}
