package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.careagent.neuron.adapters.outbound.certificatefiles.CertificateSource;
import org.careagent.neuron.adapters.outbound.certificatefiles.TestCertificate;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/// The certificate that a Neuron is given by its settings.
@Timeout(60)
final class WiringTest {
    private static final TestCertificate CLINIC =
            TestCertificate.selfSigned("CN=clinic.example", "EC");

    @TempDir private Path folder;

    private Wiring with(Map<String, Path> files) {
        Map<String, String> values = new HashMap<>();
        values.put("organization.npi", TestSettings.ORGANIZATION.digits());
        values.put("organization.name", "Test Practice");
        files.forEach((key, file) -> values.put("server.tls." + key, file.toString()));
        Settings settings = SettingsReader.presetBut(values);
        return new Wiring(settings);
    }

    @Test
    void isInAPairOfFiles() {
        CertificateSource.PemPair files = CLINIC.writePem(folder, "clinic");

        assertServed(Map.of("certificate", files.certificate(), "key", files.key()));
    }

    @Test
    void isInAKeyStore() throws IOException {
        Path store = Files.write(folder.resolve("clinic.p12"), CLINIC.keyStore("correct horse"));
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");

        assertServed(Map.of("keyStore", store, "passwordFile", password));
    }

    private void assertServed(Map<String, Path> files) {
        try (Wiring wiring = with(files)) {
            wiring.openCertificate();

            assertThat(wiring.tls()).isPresent();
        }
    }

    @Test
    void isNoneWithoutTls() {
        try (Wiring wiring = with(Map.of())) {
            wiring.openCertificate();

            assertThat(wiring.tls()).isEmpty();
        }
    }

    @Test
    void isNeverPassedOverWhereTlsIsConfigured() {
        CertificateSource.PemPair files = CLINIC.writePem(folder, "clinic");
        try (Wiring wiring = with(Map.of("certificate", files.certificate(), "key", files.key()))) {
            assertThatThrownBy(wiring::tls).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void isRefusedWithALineForEachFault() {
        Path certificate = folder.resolve("no.crt");
        Path key = folder.resolve("no.key");
        try (Wiring wiring = with(Map.of("certificate", certificate, "key", key))) {
            assertThatThrownBy(wiring::openCertificate)
                    .isInstanceOf(CertificateUnusableException.class)
                    .hasMessage(
                            "/server/tls: %s is not there. Check the path.\n"
                                    + "/server/tls: %s is not there. Check the path.",
                            certificate, key);
        }
    }
}
