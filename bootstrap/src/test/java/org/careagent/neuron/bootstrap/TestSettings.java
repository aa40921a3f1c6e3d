package org.careagent.neuron.bootstrap;

import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.handshake.ExistingRelationshipProof;
import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.identity.Npi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings of a Neuron in a test.
final class TestSettings {
    static final Npi ORGANIZATION = new Npi("1234567893");

    private TestSettings() {}

    static Settings in(Path folder, Settings.Storage.Kind kind) {
        Duration patience = Duration.ofSeconds(10);
        return in(folder, kind, patience, patience, ExistingRelationshipProof.CHALLENGE);
    }

    static Settings in(
            Path folder,
            Settings.Storage.Kind kind,
            Duration authTimeout,
            Duration challengeTimeout,
            ExistingRelationshipProof proof) {
        return new Settings(
                new Settings.Organization(ORGANIZATION, "Test Practice", "practice"),
                new Settings.Server("127.0.0.1", 0, Duration.ofSeconds(2)),
                new HandshakePolicy(ORGANIZATION, authTimeout, challengeTimeout, proof),
                new Settings.WebSocket(
                        "/ws/handshake", 1000, Duration.ofSeconds(5), 65_536, List.of("*")),
                new Settings.Storage(kind, folder.resolve("neuron.db")),
                new Settings.Audit(true, folder.resolve("audit.jsonl")),
                Optional.empty());
    }
}
