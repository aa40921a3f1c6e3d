package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.auditfile.AuditFile;
import org.careagent.neuron.adapters.outbound.auditfile.AuditFileOptions;
import org.careagent.neuron.adapters.outbound.auditfile.VerifierOptions;
import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.KeyRotation;
import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.Bytes;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The audit log, and the key that signs it.
public final class AuditLogs {
    private static final System.Logger LOGGER = System.getLogger(AuditLogs.class.getName());

    private AuditLogs() {}

    /// Opens the audit log of the Neuron in `folder`; finishes first what a change of the key has
    /// left undone.
    static AuditFile open(Settings settings, DataFolder folder, InstantSource clock) {
        settle(settings, folder)
                .ifPresent(rotated ->
                        LOGGER.log(
                                System.Logger.Level.WARNING,
                                "the change of the key was not finished, and is now: {0} in place"
                                        + " of {1}",
                                rotated.after(),
                                rotated.before()));
        return open(settings, clock, List.of(signer(settings, folder, folder.key())));
    }

    private static AuditFile open(
            Settings settings, InstantSource clock, List<CheckpointSigner> signers) {
        Settings.Audit audit = settings.audit();
        return AuditFile.open(
                audit.path(),
                clock,
                new AuditFileOptions(audit.rotateBytes(), audit.checkpointEvery(), signers));
    }

    private static CheckpointSigner signer(Settings settings, DataFolder folder, NeuronKey key) {
        String node = settings.node().id().orElseGet(() -> folder.nodeId().toString());
        return new NeuronSigner(NeuronSigner.origin(settings.organization().npi(), node), key);
    }

    /// What the Neuron's log is verified with, without touching anything.
    ///
    /// @param kept a checkpoint that somebody has kept
    public static VerifierOptions verifierOptions(Settings settings, Optional<Path> kept) {
        return new VerifierOptions(
                keys(settings),
                settings.node()
                        .id()
                        .or(() ->
                                DataFolder.nodeIdIn(settings.storage().folder())
                                        .map(UUID::toString))
                        .map(node -> NeuronSigner.origin(settings.organization().npi(), node)),
                kept);
    }

    /// The public keys that the Neuron's log may be signed with.
    public static List<Bytes> keys(Settings settings) {
        return NeuronKey.publicKeysIn(settings.storage().folder());
    }

    /// What a change of the key has come to: the ids of the keys in the checkpoints.
    public record Rotated(String before, String after) {}

    /// Gives the Neuron, which must not be running, another key. The audit log has an entry of it,
    /// and a checkpoint that both keys have signed, before the new one is the Neuron's. Once the
    /// entry is there, the change is made: who ends before, or fails, leaves the rest to the next
    /// start, or to the next call, which then does no more than that.
    ///
    /// @return empty if it has no key yet
    public static Optional<Rotated> rotateKey(Settings settings, Actor by) {
        try (DataFolder folder = DataFolder.claim(settings.storage().folder())) {
            folder.requireWhole();
            return settle(settings, folder)
                    .or(() ->
                            folder.rotateKey()
                                    .map(rotation -> rotate(settings, folder, rotation, by)));
        }
    }

    private static Rotated rotate(
            Settings settings, DataFolder folder, KeyRotation rotation, Actor by) {
        List<CheckpointSigner> signers = signers(settings, folder, rotation);
        Rotated rotated = rotated(signers);
        if (settings.audit().enabled()) {
            try (AuditFile log = openOrAbandon(settings, signers, rotation)) {
                log.record(new AuditEvent.KeyRotated(rotated.before(), rotated.after(), by));
                log.checkpoint();
            }
        }
        rotation.finish();
        return rotated;
    }

    private static AuditFile openOrAbandon(
            Settings settings, List<CheckpointSigner> signers, KeyRotation rotation) {
        try {
            return open(settings, InstantSource.system(), signers);
        } catch (RuntimeException | Error e) {
            rotation.abandon();
            throw e;
        }
    }

    /// Finishes the change of the key that was begun, if the log tells of it already; takes it back
    /// if not.
    ///
    /// @return what was finished
    private static Optional<Rotated> settle(Settings settings, DataFolder folder) {
        return settings.audit().enabled()
                ? folder.unfinishedRotation()
                        .flatMap(rotation -> settle(settings, folder, rotation))
                : Optional.empty();
    }

    private static Optional<Rotated> settle(
            Settings settings, DataFolder folder, KeyRotation rotation) {
        List<CheckpointSigner> signers = signers(settings, folder, rotation);
        Rotated rotated = rotated(signers);
        // Nothing can have come after it: whoever opens the log comes by here.
        if (!AuditFile.endsWithChangeTo(rotated.after(), settings.audit().path())) {
            rotation.abandon();
            return Optional.empty();
        }
        try (AuditFile log = open(settings, InstantSource.system(), signers)) {
            log.checkpoint();
        }
        rotation.finish();
        return Optional.of(rotated);
    }

    private static List<CheckpointSigner> signers(
            Settings settings, DataFolder folder, KeyRotation rotation) {
        return Stream.of(rotation.before(), rotation.after())
                .map(key -> signer(settings, folder, key))
                .toList();
    }

    private static Rotated rotated(List<CheckpointSigner> signers) {
        return new Rotated(signers.getFirst().key().idInHex(), signers.getLast().key().idInHex());
    }
}
