package org.careagent.neuron.application.port;

import org.junit.jupiter.api.Nested;

/// What every [Storage] does, in all its parts.
public abstract class StorageContract {
    /// The storage under test: empty when a test begins, the same one until it ends.
    protected abstract Storage storage();

    @Nested
    class Relationships extends RelationshipStoreContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Terminating extends TerminatingContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Releasing extends ReleasingContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Looking extends LookingContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Racing extends RacingContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Providers extends ProviderDirectoryContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class ApiKeys extends ApiKeyStoreContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Introductions extends IntroductionStoreContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Signal extends IntroductionSignalContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Changes extends ChangeStoreContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Moving extends ContentsContract {
        @Override
        protected Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    class Health extends WritableContract {
        @Override
        protected Writable open() {
            return storage();
        }

        @Override
        protected void close() {
            storage().close();
        }
    }
}
