package org.careagent.neuron.adapters.outbound.certificatefiles;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes private keys in their older forms into PKCS#8 (RFC 5958), the one that Java reads:
/// algorithm and key, in DER.
final class Pkcs8 {
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int LONGEST_SHORT_LENGTH = 0x7f;
    private static final int LONG_LENGTH = 0x80;
    private static final byte[] VERSION = HexFormat.of().parseHex("020100");
    // rsaEncryption, NULL (RFC 8017, appendix A.1)
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    // id-ecPublicKey (RFC 5480, section 2.1.1)
    private static final String EC = "06072a8648ce3d0201";
    // secp256r1, secp384r1, secp521r1 (RFC 5480, section 2.1.1.1): all that Java serves TLS with
    private static final List<String> CURVES =
            List.of("06082a8648ce3d030107", "06052b81040022", "06052b81040023");

    private Pkcs8() {}

    /// Of an `RSAPrivateKey` (PKCS#1; RFC 8017, appendix A.1.2).
    static byte[] ofRsa(byte[] key) {
        return of(RSA, key);
    }

    /// Of an `ECPrivateKey` (SEC 1; RFC 5915, section 3); empty if it is of no curve that is known
    /// here. The curve's name is looked for, not parsed: were it found where none stands, the key
    /// would not fit its certificate.
    static Optional<byte[]> ofEc(byte[] key) {
        String text = HexFormat.of().formatHex(key);
        return CURVES.stream()
                .filter(text::contains)
                .findFirst()
                .map(curve -> of(HexFormat.of().parseHex(EC + curve), key));
    }

    private static byte[] of(byte[] algorithm, byte[] key) {
        return der(SEQUENCE, VERSION, der(SEQUENCE, algorithm), der(OCTET_STRING, key));
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.size() > LONGEST_SHORT_LENGTH) {
            byte[] length = BigInteger.valueOf(content.size()).toByteArray();
            der.write(LONG_LENGTH + length.length);
            der.writeBytes(length);
        } else {
            der.write(content.size());
        }
        der.writeBytes(content.toByteArray());
        return der.toByteArray();
    }
}
