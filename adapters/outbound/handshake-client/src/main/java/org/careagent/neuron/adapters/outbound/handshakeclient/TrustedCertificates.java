package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Whom to believe that a server is who it says.
public final class TrustedCertificates {
    private static final int LONGEST = 4_194_304;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]{1,100000}-----END CERTIFICATE-----");

    private TrustedCertificates() {}

    /// Whoever Java trusts.
    public static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The certificates in `pem`, and no others, whatever else is in it; empty if there are none.
    public static Optional<SSLContext> in(Path pem) throws IOException {
        String blocks =
                BLOCK.matcher(beginning(pem))
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining("\n"));
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            blocks.getBytes(StandardCharsets.ISO_8859_1)));
            return certificates.isEmpty() ? Optional.empty() : Optional.of(trusting(certificates));
        } catch (CertificateException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String beginning(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        }
    }

    private static SSLContext trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + ++number, certificate);
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
