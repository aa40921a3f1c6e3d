package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.auditfile.checkpoint.CheckpointSigner;
import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;

/// Signs checkpoints with a key of the Neuron.
///
/// @param origin what its audit log is called
record NeuronSigner(String origin, NeuronKey neuronKey) implements CheckpointSigner {
    /// What the audit log of one Neuron among those of an organisation is called.
    static String origin(Npi organization, String node) {
        return "neuron/" + organization.digits() + "/" + node;
    }

    @Override
    public Bytes publicKey() {
        return neuronKey.publicKey();
    }

    @Override
    public Bytes sign(Bytes message) {
        return neuronKey.sign(message);
    }
}
