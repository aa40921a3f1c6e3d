package org.careagent.neuron.adapters.outbound.memory;

import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.RelationshipStoreContract;

class MemoryRelationshipStoreTest extends RelationshipStoreContract {
    private final RelationshipStore inMemory = new MemoryRelationshipStore();

    @Override
    protected RelationshipStore store() {
        return inMemory;
    }
}
