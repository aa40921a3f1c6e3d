package org.careagent.neuron.adapters.outbound.auditfile;

import org.careagent.neuron.application.port.Writable;
import org.careagent.neuron.application.port.WritableContract;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

class AuditFileHealthTest extends WritableContract {
    @TempDir private Path folder;
    private Optional<AuditFile> file = Optional.empty();

    @Override
    protected Writable open() {
        AuditFile opened = AuditFile.open(folder.resolve("audit.jsonl"), InstantSource.system());
        file = Optional.of(opened);
        return opened;
    }

    @Override
    protected void close() {
        file.ifPresent(AuditFile::close);
    }
}
