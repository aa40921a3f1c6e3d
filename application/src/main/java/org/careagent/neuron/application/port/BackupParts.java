package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a backup is made of.
///
/// @param origin whose it is
/// @param contents what the storage keeps
/// @param trail the audit trail until the same moment; empty where there is none
public record BackupParts(Origin origin, Contents contents, Optional<Trail> trail) {
    /// Whose backup it is.
    ///
    /// @param node names the Neuron among those of the organisation
    /// @param version of the Neuron
    /// @param publicKeys with which its checkpoints may be signed, 32 bytes each: the present one
    ///   and the former ones
    /// @param otherNodes how many other Neurons have ever worked on the storage; what only their
    ///   audit trails tell is not in the backup
    /// @param madeAt when it was made
    public record Origin(
            Npi organization,
            String node,
            String version,
            List<Bytes> publicKeys,
            long otherNodes,
            Instant madeAt) {
        /// Keeps the list as it is now.
        public Origin {
            publicKeys = List.copyOf(publicKeys);
        }
    }

    /// An audit trail.
    ///
    /// @param end where it ends
    /// @param withoutEntry how many relationships it does not tell of
    /// @param files what it is made of
    public record Trail(AuditPosition end, long withoutEntry, List<TrailFiles.Part> files) {
        /// Keeps the list as it is now.
        public Trail {
            files = List.copyOf(files);
        }
    }

    /// How many of each are in a backup.
    public record Counts(
            long relationships, long bindings, long providers, long apiKeys, long introductions) {}
}
