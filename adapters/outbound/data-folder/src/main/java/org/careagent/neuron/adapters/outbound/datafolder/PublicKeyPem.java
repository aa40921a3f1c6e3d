package org.careagent.neuron.adapters.outbound.datafolder;

import org.careagent.neuron.domain.identity.Bytes;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Ed25519 public key as text: SubjectPublicKeyInfo (RFC 8410) in PEM (RFC 7468).
public final class PublicKeyPem {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final Pattern PEM = Pattern.compile(BEGIN + "([^-]*)" + END);
    private static final byte[] BEFORE_KEY = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeyPem() {}

    /// @param key 32 bytes
    static String of(Bytes key) {
        byte[] encoded = Arrays.copyOf(BEFORE_KEY, BEFORE_KEY.length + key.length());
        System.arraycopy(key.toArray(), 0, encoded, BEFORE_KEY.length, key.length());
        return BEGIN + "\n" + Base64.getEncoder().encodeToString(encoded) + "\n" + END + "\n";
    }

    /// The public key that `pem` holds, or that belongs to the private key (PKCS#8) that it holds:
    /// 32 bytes; empty if it is neither.
    public static Optional<Bytes> parse(String pem) {
        try {
            Matcher matcher = PEM.matcher(pem);
            return Optional.of(
                    Bytes.of(
                            matcher.find()
                                    ? raw(matcher.group(1))
                                    : PrivateKeyPem.publicKeyOf(pem)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] raw(String base64) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        if (KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded))
                        instanceof EdECPublicKey
                && encoded.length > BEFORE_KEY.length) {
            return Arrays.copyOfRange(encoded, BEFORE_KEY.length, encoded.length);
        }
        throw new IllegalArgumentException();
    }
}
