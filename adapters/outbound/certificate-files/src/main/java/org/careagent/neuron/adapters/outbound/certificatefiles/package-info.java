/// What TLS is served with, read from files, and read again when they change.
///
/// [CurrentCertificate] is what a server asks at each new connection; [CertificateFiles] reads
/// once, for whoever only wants to know.
@NullMarked
package org.careagent.neuron.adapters.outbound.certificatefiles;

import org.jspecify.annotations.NullMarked;
