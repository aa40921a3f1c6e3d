package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.nio.file.Path;
import java.util.function.Supplier;

/// Where a server's certificate and its private key are kept (configuration specification,
/// `server.tls`).
public sealed interface CertificateSource {
    /// Two files in PEM, which may be one and the same.
    ///
    /// @param certificate the certificate chain, the server's own first
    /// @param key the private key that belongs to the first, without a passphrase
    record PemPair(Path certificate, Path key) implements CertificateSource {}

    /// One file in PKCS#12 that holds both.
    ///
    /// @param password what opens it, given anew each time it is asked for; empty for none
    record KeyStoreFile(Path file, Supplier<char[]> password) implements CertificateSource {}
}
