package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// What the files of a source held when they were read.
sealed interface Contents permits PemContents, KeyStoreContents {
    /// The files' contents, in a fixed order.
    Stream<byte[]> parts();

    /// What TLS is served with by them.
    Loading<ServerCertificate> certificate();

    /// Tells other contents from these. It tells nothing of them, so it may be kept.
    default String hash() {
        MessageDigest whole = sha256();
        // Each by itself first, so that it counts which byte is in which file.
        parts().map(part -> sha256().digest(part)).forEach(whole::update);
        return HexFormat.of().formatHex(whole.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Reads them.
    static Loading<Contents> read(CertificateSource source) {
        return switch (source) {
            case CertificateSource.PemPair pair -> PemContents.read(pair);
            case CertificateSource.KeyStoreFile file -> KeyStoreContents.read(file);
        };
    }
}
