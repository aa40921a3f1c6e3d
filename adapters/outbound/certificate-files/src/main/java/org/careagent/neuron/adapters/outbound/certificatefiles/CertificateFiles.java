package org.careagent.neuron.adapters.outbound.certificatefiles;

/// Reads certificate files once.
public final class CertificateFiles {
    private CertificateFiles() {}

    /// The certificate in the files of `source`, or what is wrong with them. One that has ended, or
    /// is not valid yet, is none the less a certificate.
    public static Loading<ServerCertificate> load(CertificateSource source) {
        return Contents.read(source).then(Contents::certificate);
    }
}
