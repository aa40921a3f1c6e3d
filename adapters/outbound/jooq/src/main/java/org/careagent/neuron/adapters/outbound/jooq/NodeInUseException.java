package org.careagent.neuron.adapters.outbound.jooq;

/// Another Neuron works on the database under the same node id: their audit trails would get mixed
/// up. Nothing was written.
public final class NodeInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeInUseException(String id) {
        super(
                "another Neuron works on this database as the node "
                        + id
                        + ": give each one a node.id, or a data folder, of its own");
    }
}
