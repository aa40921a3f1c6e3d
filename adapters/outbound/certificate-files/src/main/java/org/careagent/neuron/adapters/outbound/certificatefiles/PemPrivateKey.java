package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The private key in a file in PEM: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC).
final class PemPrivateKey {
    private static final String ANY = "PRIVATE KEY";

    private PemPrivateKey() {}

    static Loading<PrivateKey> in(SmallFile file, byte[] content) {
        return Pem.blocks(file, content)
                .then(blocks ->
                        single(
                                file,
                                blocks.stream()
                                        .filter(block -> block.label().endsWith(ANY))
                                        .toList()));
    }

    private static Loading<PrivateKey> single(SmallFile file, List<Pem.Block> keys) {
        return switch (keys.size()) {
            case 0 ->
                    Loading.faulty(
                            file + " holds no private key in PEM",
                            "It must hold a block -----BEGIN PRIVATE KEY-----.");
            case 1 -> parsed(file, keys.getFirst());
            default ->
                    Loading.faulty(
                            file + " holds more than one private key",
                            "Leave that of the certificate in it, and no other.");
        };
    }

    private static Loading<PrivateKey> parsed(SmallFile file, Pem.Block block) {
        if (isEncrypted(block)) {
            return Loading.faulty(
                    "the private key in " + file + " is encrypted",
                    "Take its passphrase off: openssl pkey -in OLD -out NEW");
        }
        return pkcs8(block)
                .flatMap(PemPrivateKey::key)
                .<Loading<PrivateKey>>map(Loading.Loaded::new)
                .orElseGet(() ->
                        Loading.faulty(
                                "the private key in "
                                        + file
                                        + " is damaged, or of a kind that TLS is not served with",
                                "Take a key of RSA, of EC (P-256, P-384 or P-521) or of Ed25519."));
    }

    // The older forms say so in a header (RFC 1421, section 4.6.1.1).
    private static boolean isEncrypted(Pem.Block block) {
        return block.label().equals("ENCRYPTED PRIVATE KEY") || block.text().contains("ENCRYPTED");
    }

    private static Optional<byte[]> pkcs8(Pem.Block block) {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> Optional.of(block.content());
                case "RSA PRIVATE KEY" -> Optional.of(Pkcs8.ofRsa(block.content()));
                case "EC PRIVATE KEY" -> Pkcs8.ofEc(block.content());
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    // Java wants to be told what it is; what it is not is not accepted.
    private static Optional<PrivateKey> key(byte[] pkcs8) {
        return Stream.of("RSA", "EC", "EdDSA")
                .flatMap(algorithm -> key(algorithm, pkcs8).stream())
                .findFirst();
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(
                    KeyFactory.getInstance(algorithm)
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (InvalidKeySpecException _) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform of today has " + algorithm, e);
        }
    }
}
