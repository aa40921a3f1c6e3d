package org.careagent.neuron.bootstrap.halt;

import org.careagent.neuron.application.journal.Books;
import org.careagent.neuron.application.port.ApiKeyStore;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.AuditMark;
import org.careagent.neuron.application.port.AuditNote;
import org.careagent.neuron.application.port.AuditPosition;
import org.careagent.neuron.application.port.AuditTrail;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Commit;
import org.careagent.neuron.application.port.Contents;
import org.careagent.neuron.application.port.IntroductionSignal;
import org.careagent.neuron.application.port.IntroductionStore;
import org.careagent.neuron.application.port.ProviderDirectory;
import org.careagent.neuron.application.port.RecordedNote;
import org.careagent.neuron.application.port.RelationshipStore;
import org.careagent.neuron.application.port.Snapshot;
import org.careagent.neuron.application.port.Storage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Storage and trail that end with a fuse.
final class FusedBooks {
    private FusedBooks() {}

    static Books of(Fuse fuse, Storage storage, AuditTrail trail) {
        return new Books(
                new FusedStorage(fuse, storage),
                Optional.of(new FusedTrail(fuse, trail)),
                () -> true);
    }

    private record FusedChanges(Fuse fuse, ChangeStore real) implements ChangeStore {
        @Override
        public Receipt commit(List<Commit> commits, Optional<AuditMark> mark) {
            return fuse.around(() -> real.commit(commits, mark));
        }

        @Override
        public List<AuditNote> owed() {
            return fuse.around(real::owed);
        }

        @Override
        public Optional<AuditMark> mark() {
            return fuse.around(real::mark);
        }
    }

    private record FusedTrail(Fuse fuse, AuditTrail real) implements AuditTrail {
        @Override
        public List<AuditNote> notes(List<AuditEvent> events) {
            return real.notes(events);
        }

        @Override
        public AuditPosition append(List<AuditNote> notes) {
            return fuse.around(() -> real.append(notes));
        }

        @Override
        public AuditPosition end() {
            return fuse.around(real::end);
        }

        @Override
        public Optional<Stream<RecordedNote>> since(AuditPosition position) {
            return fuse.around(() -> real.since(position));
        }
    }

    private record FusedStorage(Fuse fuse, Storage real) implements Storage {
        @Override
        public String description() {
            return real.description();
        }

        @Override
        public ChangeStore changes() {
            return new FusedChanges(fuse, real.changes());
        }

        @Override
        public RelationshipStore relationships() {
            return real.relationships();
        }

        @Override
        public ProviderDirectory providers() {
            return real.providers();
        }

        @Override
        public ApiKeyStore apiKeys() {
            return real.apiKeys();
        }

        @Override
        public IntroductionStore introductions() {
            return real.introductions();
        }

        @Override
        public IntroductionSignal introductionSignal() {
            return real.introductionSignal();
        }

        @Override
        public boolean canWrite() {
            return real.canWrite();
        }

        @Override
        public Snapshot snapshot() {
            return real.snapshot();
        }

        @Override
        public void load(Contents contents) {
            real.load(contents);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
