package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The contents of a file in PKCS#12 (RFC 7292).
final class KeyStoreContents implements Contents {
    private final SmallFile file;
    private final byte[] content;
    private final char[] password;

    private KeyStoreContents(SmallFile file, byte[] content, char[] password) {
        this.file = file;
        this.content = content;
        this.password = password;
    }

    static Loading<Contents> read(CertificateSource.KeyStoreFile source) {
        SmallFile file = new SmallFile(source.file());
        return file.read()
                .then(content ->
                        new Loading.Loaded<>(
                                new KeyStoreContents(file, content, source.password().get())));
    }

    @Override
    public Stream<byte[]> parts() {
        return Stream.of(content);
    }

    @Override
    public Loading<ServerCertificate> certificate() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            return certificate(store);
        } catch (IOException e) {
            return e.getCause() instanceof UnrecoverableKeyException ? otherPassword() : damaged();
        } catch (UnrecoverableKeyException _) {
            return otherPassword();
        } catch (GeneralSecurityException _) {
            return damaged();
        }
    }

    private Loading<ServerCertificate> certificate(KeyStore store) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                keys.add(alias);
            }
        }
        return switch (keys.size()) {
            case 0 -> holdsNone();
            case 1 -> certificate(store, keys.getFirst());
            default ->
                    Loading.faulty(
                            file + " holds more than one private key",
                            "Make a file of the one that is to be served, and no other.");
        };
    }

    private Loading<ServerCertificate> certificate(KeyStore store, String alias)
            throws GeneralSecurityException {
        List<X509Certificate> chain =
                Optional.ofNullable(store.getCertificateChain(alias)).stream()
                        .flatMap(Stream::of)
                        .flatMap(KeyStoreContents::x509)
                        .toList();
        return store.getKey(alias, password) instanceof PrivateKey key && !chain.isEmpty()
                ? ServerCertificate.of(
                        new ServerCertificate.Origin(file.toString(), file.toString()), chain, key)
                : holdsNone();
    }

    private static Stream<X509Certificate> x509(Certificate certificate) {
        return certificate instanceof X509Certificate x509 ? Stream.of(x509) : Stream.empty();
    }

    private <T> Loading<T> holdsNone() {
        return Loading.faulty(
                file + " holds no private key with its certificate",
                "Make one: openssl pkcs12 -export -in CERTIFICATE -inkey KEY -out FILE");
    }

    private <T> Loading<T> otherPassword() {
        return Loading.faulty(
                file + " does not open with that password", "Check the file with the password.");
    }

    private <T> Loading<T> damaged() {
        return Loading.faulty(
                file + " does not open: it is no PKCS#12 file, or is cut off",
                "Write it again, whole; PEM has settings of its own.");
    }
}
