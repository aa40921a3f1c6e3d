package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.access.RevokeApiKey;
import org.careagent.neuron.application.backup.MakeBackup;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.BackupWriter;
import org.careagent.neuron.application.port.FakeApiKeySource;
import org.careagent.neuron.application.port.FakeApiKeyStore;
import org.careagent.neuron.application.port.FakeAuditTrail;
import org.careagent.neuron.application.port.FakeBooks;
import org.careagent.neuron.application.port.FakeIdSource;
import org.careagent.neuron.application.port.FakeProviderDirectory;
import org.careagent.neuron.application.port.FakeRelationshipStore;
import org.careagent.neuron.application.port.ManualClock;
import org.careagent.neuron.application.provider.RegisterProvider;
import org.careagent.neuron.application.provider.RemoveProvider;
import org.careagent.neuron.application.relationship.ReleasePatient;
import org.careagent.neuron.application.relationship.TerminateRelationship;
import org.careagent.neuron.domain.consent.SignatureCheck;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An administration over fakes.
final class Backstage {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final Actor OPERATOR = Actor.operator("ada");
    static final Bytes GOOD_KEY = goodKey();

    final ManualClock clock = new ManualClock(NOW);
    private final FakeBooks books = new FakeBooks();
    final FakeAuditTrail audit = books.audit;
    final FakeProviderDirectory providers = books.storage.providers();
    final FakeRelationshipStore relationships = books.storage.relationships();
    final FakeApiKeyStore keys = books.storage.apiKeys();
    BackupWriter.Outcome backup = new BackupWriter.Outcome.Taken();
    final Administration administration =
            new Administration(
                    new Administration.Desks(
                            providers,
                            new RegisterProvider(books.journal),
                            new RemoveProvider(books.journal),
                            relationships,
                            new TerminateRelationship(relationships, books.journal, clock),
                            new ReleasePatient(books.journal),
                            keys,
                            new CreateApiKey(
                                    new FakeApiKeySource(),
                                    new FakeIdSource(),
                                    books.journal,
                                    clock),
                            new RevokeApiKey(keys, books.journal, clock),
                            new MakeBackup(
                                    books.storage,
                                    Optional.empty(),
                                    books.journal,
                                    (file, parts) -> backup,
                                    new MakeBackup.Owner(
                                            new Npi("1234567893"), "node", "1", List::of),
                                    clock),
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
