package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.certificatefiles.Fault;

import java.util.List;
import java.util.stream.Collectors;

/// TLS is configured, and cannot be served with the files that are named. The message has a line
/// for each fault, with what to do.
public final class CertificateUnusableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CertificateUnusableException(List<Fault> faults) {
        super(
                faults.stream()
                        .map(fault -> "/server/tls: " + fault.line())
                        .collect(Collectors.joining("\n")));
    }
}
