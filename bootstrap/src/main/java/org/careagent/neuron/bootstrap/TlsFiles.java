package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.outbound.certificatefiles.CertificateSource;
import org.careagent.neuron.bootstrap.settings.Secret;
import org.careagent.neuron.bootstrap.settings.Settings;

/// The files of section `server.tls`.
public final class TlsFiles {
    private TlsFiles() {}

    /// Where certificate and key are read from.
    public static CertificateSource of(Settings.Tls tls) {
        return switch (tls) {
            case Settings.Tls.Pem pem ->
                    new CertificateSource.PemPair(pem.certificate(), pem.key());
            case Settings.Tls.KeyStore store ->
                    new CertificateSource.KeyStoreFile(
                            store.file(),
                            () -> store.password().map(Secret::value).orElse("").toCharArray());
        };
    }
}
