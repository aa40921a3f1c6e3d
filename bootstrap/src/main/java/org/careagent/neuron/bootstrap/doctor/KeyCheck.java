package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolderUnusableException;
import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The Neuron's own key.
///
/// @param folder the data folder
record KeyCheck(Path folder) implements Check {
    @Override
    public String subject() {
        return "key";
    }

    @Override
    public List<Finding> findings() {
        Path file = NeuronKey.fileIn(folder).toAbsolutePath().normalize();
        try {
            Optional<NeuronKey> key = NeuronKey.read(folder);
            return List.of(
                    Finding.ok(
                            subject(),
                            key.isPresent()
                                    ? file.toString()
                                    : file + ": is made at the first start"));
        } catch (DataFolderUnusableException _) {
            return List.of(
                    Finding.fault(
                            subject(),
                            file + " cannot be read, or is not an Ed25519 private key in PEM",
                            "Check who may read it; put the right one back; or move it away: then"
                                    + " a new key is made at the next start."));
        }
    }
}
