package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// The certificates in a file in PEM, in their order.
final class PemCertificates {
    private PemCertificates() {}

    static Loading<List<X509Certificate>> in(SmallFile file, byte[] content) {
        return Pem.blocks(file, content)
                .then(blocks ->
                        parsed(
                                file,
                                blocks.stream()
                                        .filter(block -> block.label().equals("CERTIFICATE"))
                                        .toList()));
    }

    private static Loading<List<X509Certificate>> parsed(SmallFile file, List<Pem.Block> blocks) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem.Block block : blocks) {
            try {
                chain.add(parsed(block));
            } catch (CertificateException | IllegalArgumentException _) {
                return Loading.faulty(
                        "certificate " + (chain.size() + 1) + " in " + file + " is damaged",
                        "Write the file again, whole.");
            }
        }
        return chain.isEmpty()
                ? Loading.faulty(
                        file + " holds no certificate in PEM",
                        "It must hold blocks -----BEGIN CERTIFICATE-----, the server's own first.")
                : new Loading.Loaded<>(List.copyOf(chain));
    }

    private static X509Certificate parsed(Pem.Block block) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(block.content()));
    }
}
