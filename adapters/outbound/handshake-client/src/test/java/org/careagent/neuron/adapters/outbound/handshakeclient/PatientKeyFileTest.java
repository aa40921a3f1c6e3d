package org.careagent.neuron.adapters.outbound.handshakeclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.adapters.outbound.handshakeclient.PatientKeyFile.Opening;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;

/// The file of the patient's key.
class PatientKeyFileTest {
    // RFC 8032, section 7.1, test 1, behind the prefix of PKCS#8 (RFC 8410, section 7).
    private static final String SECRET =
            "302e020100300506032b657004220420"
                    + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC =
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = folder.resolve("patient.key");
    }

    @Test
    void isMadeAtFirstUseForItsOwnerAlone() throws IOException {
        Opening.Opened first = opened();
        String content = Files.readString(file);
        Opening.Opened second = opened();

        assertThat(first.made()).isTrue();
        assertThat(second.made()).isFalse();
        assertThat(second.key().publicKey()).isEqualTo(first.key().publicKey());
        assertThat(second.warning()).isEmpty();
        assertThat(content).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(file)).isEqualTo(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(it -> it.equals(file));
    }

    @Test
    void givesThePublicHalfThatBelongsToTheSecretOne() throws IOException {
        writePem("PRIVATE KEY", HexFormat.of().parseHex(SECRET));

        assertThat(HexFormat.of().formatHex(opened().key().publicKey().toArray()))
                .isEqualTo(PUBLIC);
    }

    @Test
    void signsAsTheRfcDoes() throws IOException {
        writePem("PRIVATE KEY", HexFormat.of().parseHex(SECRET));

        assertThat(HexFormat.of().formatHex(opened().key().sign(new byte[0]).toArray()))
                .startsWith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155");
    }

    @Test
    void isReadAsOpensslWritesIt() throws IOException, InterruptedException {
        assumeTrue(openssl("version") == 0, "there is no openssl here");
        assertThat(openssl("genpkey", "-algorithm", "ed25519", "-out", file.toString())).isZero();

        assertThat(opened().made()).isFalse();
    }

    @Test
    void isReadByOpenssl() throws IOException, InterruptedException {
        assumeTrue(openssl("version") == 0, "there is no openssl here");
        var _ = opened();

        assertThat(openssl("pkey", "-in", file.toString(), "-noout")).isZero();
    }

    @Test
    void isWarnedOfWhenOthersMayReadIt() throws IOException {
        var _ = opened();
        var _ = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(opened().warning())
                .contains(
                        "others on this machine may use the key in "
                                + file
                                + ": chmod 600 "
                                + file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                                     | holds no whole PEM block
                    some words                                             | holds no whole PEM block
                    -----BEGIN PRIVATE KEY-----AAAA                        | holds no whole PEM block
                    -----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY----- | holds no Ed25519 key
                    -----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----   | holds a PEM block of another kind, PUBLIC KEY
                    -----BEGIN ENCRYPTED PRIVATE KEY-----AAAA              | holds a key under a passphrase
                    """)
    void isNoKey(String content, String why) throws IOException {
        Files.writeString(file, content);

        assertThat(new PatientKeyFile(file).open())
                .isInstanceOfSatisfying(
                        Opening.Unusable.class,
                        unusable -> assertThat(unusable.why()).startsWith(file + " " + why));
        assertThat(file).hasContent(content);
    }

    @Test
    void isNoKeyOfAnotherAlgorithm() throws IOException, GeneralSecurityException {
        for (String other : new String[] {"RSA", "X25519", "Ed448"}) {
            writePem(
                    "PRIVATE KEY",
                    KeyPairGenerator.getInstance(other)
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());

            assertThat(new PatientKeyFile(file).open())
                    .isEqualTo(
                            new Opening.Unusable(
                                    file
                                            + " holds no Ed25519 key; make one with:"
                                            + " openssl genpkey -algorithm ed25519"));
        }
    }

    @Test
    void isNotMadeWhereThereIsNoFolder() {
        Path lost = folder.resolve("none").resolve("patient.key");

        assertThat(new PatientKeyFile(lost).open())
                .isEqualTo(
                        new Opening.Unusable(lost + " cannot be made: its folder does not exist"));
    }

    @Test
    void isNoFolder() {
        assertThat(new PatientKeyFile(folder).open())
                .isEqualTo(new Opening.Unusable(folder + " is no file: name one with --key"));
    }

    @Test
    void isNeverWrittenThroughALinkThatLeadsNowhere() throws IOException {
        Path target = folder.resolve("target");
        var _ = Files.createSymbolicLink(file, target);

        assertThat(new PatientKeyFile(file).open()).isInstanceOf(Opening.Unusable.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void doesNotShowTheKey() {
        assertThat(opened().toString())
                .doesNotContainIgnoringCase("seed")
                .contains("PatientKeyPair");
    }

    private Opening.Opened opened() {
        Opening opening = new PatientKeyFile(file).open();
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return (Opening.Opened) opening;
    }

    private void writePem(String label, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN "
                        + label
                        + "-----\r\n"
                        + Base64.getMimeEncoder().encodeToString(der)
                        + "\r\n-----END "
                        + label
                        + "-----\r\n");
    }

    private static int openssl(String... arguments) throws InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            return -1;
        }
    }
}
