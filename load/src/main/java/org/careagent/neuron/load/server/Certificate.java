package org.careagent.neuron.load.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate for 127.0.0.1 that is made for one run, and what a client checks it with.
///
/// @param configuration the keys of `server`
record Certificate(String configuration, SSLContext trust) {
    private static final String KEY_STORE = "tls.p12";
    private static final String PASSWORD_FILE = "tls.password";
    private static final String PASSWORD = "of-one-run";

    static Certificate make(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve(KEY_STORE);
        var _ =
                Tool.run(
                        "keytool",
                        "-genkeypair",
                        "-alias",
                        "neuron",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=Load Practice",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD);
        Files.writeString(folder.resolve(PASSWORD_FILE), PASSWORD);
        String keys = "tls: {keyStore: " + KEY_STORE + ", passwordFile: " + PASSWORD_FILE + "}";
        return new Certificate(keys, trusting(store));
    }

    private static SSLContext trusting(Path store) throws IOException {
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore made = KeyStore.getInstance("PKCS12");
            made.load(stored, PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("neuron", made.getCertificate("neuron"));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
