package org.careagent.neuron.adapters.outbound.handshakeclient;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An Ed25519 key as PKCS#8 PEM (RFC 7468, RFC 8410).
final class PemKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Pattern BLOCK =
            Pattern.compile(BEGIN + "\\s*([A-Za-z0-9+/=\\s]+?)\\s*" + END);
    private static final Pattern LABEL = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final String MAKE = "; make one with: openssl genpkey -algorithm ed25519";

    private PemKey() {}

    /// What was in it.
    sealed interface Reading {
        record Good(PatientKeyPair key) implements Reading {}

        /// There is no key of ours in it.
        ///
        /// @param why begins with a verb; names nothing of the content but the label
        record Bad(String why) implements Reading {}
    }

    static Reading read(String pem) {
        Matcher block = BLOCK.matcher(pem);
        return block.find() ? decode(block.group(1)) : new Reading.Bad(instead(pem));
    }

    private static String instead(String pem) {
        Matcher label = LABEL.matcher(pem);
        if (!label.find() || label.group(1).equals("PRIVATE KEY")) {
            return "holds no whole PEM block " + BEGIN + MAKE;
        }
        return label.group(1).equals("ENCRYPTED PRIVATE KEY")
                ? "holds a key under a passphrase: take that off with openssl pkey, or use another"
                : "holds a PEM block of another kind, " + label.group(1) + MAKE;
    }

    private static Reading decode(String base64) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);

            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der))
                            instanceof EdECPrivateKey secret
                    ? new Reading.Good(PatientKeyPair.of(secret))
                    : new Reading.Bad("holds no Ed25519 key" + MAKE);
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return new Reading.Bad("holds no Ed25519 key" + MAKE);
        }
    }

    static String write(PatientKeyPair key) {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return BEGIN + "\n" + lines.encodeToString(key.secret().getEncoded()) + "\n" + END + "\n";
    }
}
