package org.careagent.neuron.application.port;

class FakeRelationshipStoreTest extends RelationshipStoreContract {
    private final RelationshipStore fake = new FakeRelationshipStore();

    @Override
    protected RelationshipStore store() {
        return fake;
    }
}
