package org.careagent.neuron.adapters.outbound.datafolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.adapters.shared.files.PrivateFiles;
import org.careagent.neuron.domain.identity.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

class NeuronKeyTest {
    private static final String ENCODING_OF_PRIVATE_KEY = "302e020100300506032b657004220420";
    private static final String ENCODING_OF_PUBLIC_KEY = "302a300506032b6570032100";

    @TempDir private Path folder;

    @Test
    void isMadeOnceAndKept() throws IOException {
        assertThat(NeuronKey.read(folder)).isEmpty();

        NeuronKey made = NeuronKey.readOrMake(folder);
        String pem = Files.readString(file());

        assertThat(publicKey()).isEqualTo(made.publicKey());
        assertThat(NeuronKey.read(folder).orElseThrow().publicKey()).isEqualTo(made.publicKey());
        assertThat(pem)
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("\n-----END PRIVATE KEY-----\n");
        assertThat(file()).hasContent(pem);
    }

    @Test
    void isAnotherForEachNeuron() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThat(publicKey()).isNotEqualTo(NeuronKey.readOrMake(other).publicKey());
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));

        var _ = NeuronKey.readOrMake(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void isUsedThoughOthersMayReadItButCanBeToldToBe() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Bytes made = publicKey();

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(publicKey()).isEqualTo(made);
        assertThat(PrivateFiles.isPrivate(NeuronKey.fileIn(folder))).isFalse();
    }

    /// RFC 8032, section 7.1, tests 1 to 3.
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    })
    void derivesThePublicKey(String privateKey, String expected) throws IOException {
        writePem(HexFormat.of().parseHex(ENCODING_OF_PRIVATE_KEY + privateKey));

        assertThat(publicKey()).isEqualTo(Bytes.of(HexFormat.of().parseHex(expected)));
    }

    @Test
    void whatThePrivateKeySignsThePublicKeyVerifies() throws Exception {
        byte[] message = {1, 2, 3};
        Bytes publicKey = publicKey();

        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(privateKeyInFile());
        signer.update(message);
        byte[] signature = signer.sign();

        signer.initVerify(keyOf(publicKey));
        signer.update(message);
        assertThat(signer.verify(signature)).isTrue();
    }

    @Test
    void takesLinesOfAnyLengthAndTextAroundThem() throws IOException {
        Bytes made = publicKey();
        String pem = Files.readString(file());

        Files.writeString(file(), "the key\r\n" + pem.replace("\n", "\r\n") + "\r\nends here");

        assertThat(publicKey()).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "\u00ff\u0000",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v\n-----END PRIVATE KEY-----\n"
            })
    void overwritesNoFileThatHoldsSomethingElse(String content) throws IOException {
        Files.writeString(file(), content);

        assertRefused();

        assertThat(Files.readString(file())).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed448", "X25519", "EC", "RSA"})
    void refusesAKeyOfAnotherKind(String algorithm) throws Exception {
        writePem(
                KeyPairGenerator.getInstance(algorithm)
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());

        assertRefused();
    }

    @Test
    void whatItSaysOfABrokenFileQuotesNothingFromIt() throws IOException {
        var _ = NeuronKey.readOrMake(folder);
        String secret = Files.readString(file()).lines().skip(1).findFirst().orElseThrow();
        Files.writeString(file(), Files.readString(file()).replace(secret, "!" + secret));

        assertThatExceptionOfType(DataFolderUnusableException.class)
                .isThrownBy(this::publicKey)
                .withNoCause()
                .withMessageNotContaining(secret);
    }

    private void assertRefused() {
        assertThatExceptionOfType(DataFolderUnusableException.class)
                .isThrownBy(this::publicKey)
                .withMessageContainingAll(file().toString(), "Ed25519", "PKCS#8", "Put back");
    }

    private Bytes publicKey() {
        try (DataFolder claimed = DataFolder.claim(folder)) {
            return claimed.key().publicKey();
        }
    }

    private Path file() {
        return folder.resolve("neuron.key");
    }

    private void writePem(byte[] key) throws IOException {
        Files.writeString(
                file(),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private PrivateKey privateKeyInFile() throws IOException, GeneralSecurityException {
        String pem = Files.readString(file());
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static PublicKey keyOf(Bytes raw) throws GeneralSecurityException {
        String encoded = ENCODING_OF_PUBLIC_KEY + HexFormat.of().formatHex(raw.toArray());
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded)));
    }
}
