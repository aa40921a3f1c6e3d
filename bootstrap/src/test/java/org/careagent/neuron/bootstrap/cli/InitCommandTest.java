package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.careagent.neuron.adapters.outbound.datafolder.DataFolder;
import org.careagent.neuron.adapters.outbound.datafolder.NeuronKey;
import org.careagent.neuron.bootstrap.settings.ConfigFile;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

@Timeout(60)
final class InitCommandTest {
    private static final String OWN_NPI = "1234567893";
    private static final String NAME = "Riverside Family Practice";

    @TempDir private Path folder;

    @Nested
    class FromOptions {
        @Test
        void writesConfigurationAndKeyAndSaysWhatToTypeNext() {
            assertThat(init()).isEqualTo(Said.done(saidAtFirst()));

            Settings settings = settings(config());
            assertThat(settings.organization())
                    .isEqualTo(new Settings.Organization(new Npi(OWN_NPI), NAME, "practice"));
            assertThat(settings.server().port()).isEqualTo(3000);
            assertThat(settings.axon().endpoint()).isEmpty();
            assertThat(settings.storage().path()).isEqualTo(data().resolve("neuron.db"));
            assertThat(settings.audit().path()).isEqualTo(data().resolve("audit.jsonl"));
            assertThat(NeuronKey.read(data())).isPresent();
        }

        @Test
        void writesForTheOwnerAlone() throws IOException {
            assumeTrue(
                    folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                    "no owners here");

            assertThat(init().status()).isZero();

            assertThat(mode(config())).isEqualTo("rw-------");
            assertThat(mode(key())).isEqualTo("rw-------");
            assertThat(mode(data())).isEqualTo("rwx------");
        }

        @Test
        void takesEveryOption() {
            assertThat(
                            init(
                                            "--type",
                                            "pharmacy",
                                            "--port",
                                            "8080",
                                            "--endpoint-url",
                                            "https://neuron.clinic.example")
                                    .status())
                    .isZero();

            Settings settings = settings(config());
            assertThat(settings.organization().type()).isEqualTo("pharmacy");
            assertThat(settings.server().port()).isEqualTo(8080);
            assertThat(settings.axon().endpoint().orElseThrow().uri())
                    .isEqualTo("https://neuron.clinic.example");
        }

        @Test
        void asksNothingOfWhoHasGivenAllThatIsRequiredAtATerminal() {
            assertThat(Said.answering(List.of(), args(config(), "--npi", OWN_NPI, "--name", NAME)))
                    .isEqualTo(Said.done(saidAtFirst()));
        }

        @Test
        void writesJsonWhenTheNameSaysSo() throws IOException {
            Path file = folder.resolve("clinic.json");

            assertThat(Said.by(args(file, "--npi", OWN_NPI, "--name", NAME)).status()).isZero();

            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            assertThat(json.propertyNames())
                    .containsExactly("organization", "server", "storage", "audit");
            assertThat(settings(file).organization().name()).isEqualTo(NAME);
        }

        @Test
        void takesConfigForOutput() {
            Said said =
                    Said.by(
                            "init",
                            "-c",
                            config().toString(),
                            "--data",
                            data().toString(),
                            "--npi",
                            OWN_NPI,
                            "--name",
                            NAME);

            assertThat(said).isEqualTo(Said.done(saidAtFirst()));
        }

        @Test
        void writesACommandThatAShellTakes() {
            Path file = folder.resolve("O'Brien's clinic.yaml");

            assertThat(Said.by(args(file, "--npi", OWN_NPI, "--name", NAME)).out())
                    .last()
                    .isEqualTo(
                            "  neuron start --config '"
                                    + folder
                                    + "/O'\\''Brien'\\''s clinic.yaml'");
        }

        private static String mode(Path path) throws IOException {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        }
    }

    @Nested
    class AtATerminal {
        @Test
        void asksFiveThingsAndTakesWhatItShowsForAnEmptyAnswer() {
            Said said = answering(OWN_NPI, NAME, "", "", "");

            assertThat(said.status()).isZero();
            assertThat(said.out())
                    .startsWith(
                            "This writes "
                                    + config()
                                    + ". Press Enter to take what is in [brackets].",
                            "The NPI is the number of the organisation in the national registry: 10"
                                    + " digits.",
                            "The last is computed from the others, so that a slip of a digit is"
                                    + " noticed.",
                            "NPI of the organisation: ",
                            "Its name, as people know it: ",
                            "The types: practice, hospital, pharmacy, imaging_center, laboratory,",
                            "urgent_care, specialty_clinic, other.",
                            "Its type [practice]: ",
                            "Port to listen on [3000]: ",
                            "The public address is where patients' agents reach this Neuron from"
                                    + " outside,",
                            "like https://neuron.clinic.example; press Enter if there is none yet.",
                            "Public address [none]: ",
                            "",
                            "wrote " + config());
            assertThat(settings(config()).organization().type()).isEqualTo("practice");
            assertThat(settings(config()).axon().endpoint()).isEmpty();
        }

        @Test
        void tellsAtOnceWhatIsWrongAndAsksAgain() {
            Said said =
                    answering(
                            "12345",
                            "1234567890",
                            " 1234567893 ",
                            "",
                            NAME,
                            "clinic",
                            "hospital",
                            "70000",
                            "8080",
                            "neuron.clinic.example",
                            "https://neuron.clinic.example");

            assertThat(said.status()).isZero();
            assertThat(said.out())
                    .contains(
                            "  This must be an NPI: 10 digits, the last a check digit, is 12345.",
                            "  This must be an NPI: 10 digits, the last a check digit, is 1234567890.",
                            "  This must be the organisation's name, without control characters, is"
                                    + " empty.",
                            "  This must be 1 to 65535, is 70000.")
                    .anyMatch(line -> line.startsWith("  This must be one of practice, hospital"))
                    .anyMatch(line -> line.startsWith("  This must be an http: or https: address"));
            Settings settings = settings(config());
            assertThat(settings.organization().npi().digits()).isEqualTo(OWN_NPI);
            assertThat(settings.organization().type()).isEqualTo("hospital");
            assertThat(settings.server().port()).isEqualTo(8080);
            assertThat(settings.axon().endpoint()).isPresent();
        }

        @Test
        void asksOnlyForWhatIsNotGiven() {
            Said said =
                    Said.answering(
                            List.of(NAME, "", ""),
                            args(config(), "--npi", OWN_NPI, "--port", "8080"));

            assertThat(said.status()).isZero();
            assertThat(said.out())
                    .contains("Its name, as people know it: ")
                    .noneMatch(line ->
                            line.contains("NPI of")
                                    || line.startsWith("The NPI")
                                    || line.startsWith("Port"));
        }

        @Test
        void givesUpAfterFiveWrongAnswers() {
            Said said = answering("1", "2", "3", "4", "5", OWN_NPI, NAME);

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.err())
                    .containsExactly(
                            "neuron: --npi: none of the answers fits; nothing was written");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void writesNothingWhenTheAnswersEnd() {
            Said said = answering(OWN_NPI, NAME);

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.err())
                    .containsExactly("neuron: the answers have ended; nothing was written");
            assertThat(folder).isEmptyDirectory();
        }

        private Said answering(String... answers) {
            return Said.answering(List.of(answers), args(config()));
        }
    }

    @Nested
    class WrongUsage {
        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        --port 80                     | --npi and --name are missing, and there is no terminal to ask at
                        --npi 1234567893              | --name is missing, and there is no terminal to ask at
                        --name Test                   | --npi is missing, and there is no terminal to ask at
                        --npi 123 --name Test         | --npi must be an NPI: 10 digits, the last a check digit, is 123
                        --npi 1234567893 --name Test --port http | --port must be 1 to 65535, is http
                        --npi 1234567893 --name Test --endpoint-url clinic.example | --endpoint-url must be an http: or https: address of at most 2000 characters, without a query, is clinic.example
                        """)
        void isStatus2AndNothingIsWritten(String line, String said) {
            assertThat(Said.by(args(config(), line.split(" ", -1))))
                    .isEqualTo(new Said(2, List.of(), List.of("neuron: " + said)));
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void isToldAllAtOnce() {
            Said said =
                    Said.by(
                            args(
                                    config(), "--npi", "1", "--name", " ", "--type", "x", "--port",
                                    "x"));

            assertThat(said.status()).isEqualTo(2);
            assertThat(said.err()).hasSize(4);
        }

        @Test
        void isANameThatTheShellCouldNotSpell() {
            assertThat(Said.by(args(config(), "--npi", OWN_NPI, "--name", "T\ufffd\ufffdst")).err())
                    .containsExactly(
                            "neuron: --name has characters that are unknown in the locale of this"
                                    + " shell; try again with LC_ALL=C.UTF-8");
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void isToNameTheFileTwice() {
            assertThat(Said.by(args(config(), "-c", "other.yaml")).err())
                    .containsExactly(
                            "neuron: --output and --config mean the same here; give one of them");
        }

        @ParameterizedTest
        @ValueSource(strings = {"clinic", "clinic.conf", "clinic.YAML", "clinic.yaml.bak", ".."})
        void isAFileOfAnotherEnding(String name) {
            Path file = folder.resolve(name);

            assertThat(Said.by(args(file, "--npi", OWN_NPI, "--name", NAME)))
                    .isEqualTo(
                            new Said(
                                    2,
                                    List.of(),
                                    List.of(
                                            "neuron: --output must end with .yaml, .yml or .json, is "
                                                    + file)));
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void isADataFolderWithoutAName() {
            Said said = Said.by("init", "--data", "", "--npi", OWN_NPI, "--name", NAME);

            assertThat(said)
                    .isEqualTo(
                            new Said(
                                    2,
                                    List.of(),
                                    List.of("neuron: --data must be a folder, is empty")));
        }
    }

    @Nested
    class WhereSomethingIsThere {
        @Test
        void leavesAConfigurationAsItIs() throws IOException {
            Files.writeString(config(), "mine");

            assertThat(init())
                    .isEqualTo(
                            no(
                                    config()
                                            + " is there already, and stays as it is; name another with"
                                            + " --output"));
            assertThat(config()).hasContent("mine");
            assertThat(data()).doesNotExist();
        }

        @Test
        void leavesALinkThatLeadsNowhereAsItIs() throws IOException {
            Files.createSymbolicLink(config(), folder.resolve("nowhere"));

            assertThat(init().status()).isEqualTo(1);
            assertThat(config()).isSymbolicLink();
            assertThat(folder.resolve("nowhere")).doesNotExist();
        }

        @Test
        void asksNoQuestionsInVain() throws IOException {
            Files.writeString(config(), "mine");

            Said said = Said.answering(List.of(OWN_NPI, NAME, "", "", ""), args(config()));

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "neuron.yaml,neuron.config.json",
            "neuron.yml,neuron.yaml",
            "neuron.config.json,neuron.yml"
        })
        void writesNoSecondFileOfThoseThatAreLookedFor(String name, String other)
                throws IOException {
            Path there = Files.writeString(folder.resolve(other), "mine");

            assertThat(Said.by(args(folder.resolve(name), "--npi", OWN_NPI, "--name", NAME)))
                    .isEqualTo(
                            no(
                                    there
                                            + " is a configuration, too, and only one of the two would"
                                            + " be read; move it away, or name another file with"
                                            + " --output"));
            assertThat(folder).isDirectoryNotContaining("glob:**/" + name);
        }

        @Test
        void keepsAGoodKey() throws IOException {
            assertThat(init().status()).isZero();
            String pem = Files.readString(key());
            Files.delete(config());

            Said again = init();

            assertThat(again.status()).isZero();
            assertThat(again.out()).contains("kept " + key() + ", the key that was there already");
            assertThat(key()).hasContent(pem);
        }

        @Test
        void writesNothingBesideABrokenKey() throws IOException {
            Files.createDirectory(data());
            Files.writeString(key(), "no key");

            Said said = init();

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
            assertThat(said.err())
                    .singleElement()
                    .asString()
                    .startsWith("neuron: The key in " + key() + " cannot be used: ");
            assertThat(config()).doesNotExist();
            assertThat(key()).hasContent("no key");
        }

        @Test
        void isStatus75WhileANeuronHasTheDataFolder() {
            try (DataFolder _ = DataFolder.claim(data())) {
                assertThat(init().status()).isEqualTo(75);
            }
            assertThat(config()).doesNotExist();

            assertThat(init()).isEqualTo(Said.done(saidAtFirst()));
        }

        @Test
        void makesNoFolderForTheConfiguration() {
            Path file = folder.resolve("missing/clinic.yaml");

            assertThat(Said.by(args(file, "--npi", OWN_NPI, "--name", NAME)))
                    .isEqualTo(
                            no(
                                    "nothing can be written to the folder "
                                            + file.getParent()
                                            + "; see that it is there, and who may write to it"));
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void isStatus1WhereTheDataFolderCannotBe() throws IOException {
            Files.writeString(folder.resolve("data"), "a file");

            Said said = init();

            assertThat(said.status()).isEqualTo(1);
            assertThat(said.err()).singleElement().asString().contains(data().toString());
            assertThat(config()).doesNotExist();
        }

        @Test
        void isStatus78WhereTheConfigurationWouldBeFaulty() {
            Path semicolon = folder.resolve("a;b");

            Said said =
                    Said.by(
                            "init",
                            "--output",
                            config().toString(),
                            "--data",
                            semicolon.toString(),
                            "--npi",
                            OWN_NPI,
                            "--name",
                            NAME);

            assertThat(said.status()).isEqualTo(78);
            assertThat(said.err())
                    .containsExactly(
                            "neuron: /storage/path: must be the path of a file, without ; or \\, is "
                                    + semicolon
                                    + "/neuron.db");
            assertThat(folder).isEmptyDirectory();
        }

        private static Said no(String line) {
            return new Said(1, List.of(), List.of("neuron: " + line));
        }
    }

    @Test
    void leadsToAProviderThatCanBeRegistered() {
        assertThat(init().status()).isZero();

        assertThat(
                        Said.by(
                                "provider",
                                "add",
                                "1245319599",
                                "--name",
                                "Dr. Ada Example",
                                "--type",
                                "physician",
                                "--config",
                                config().toString()))
                .isEqualTo(Said.done("registered 1245319599 Dr. Ada Example"));
    }

    private Said init(String... more) {
        return Said.by(
                Stream.concat(
                                Stream.of(args(config(), "--npi", OWN_NPI, "--name", NAME)),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private String[] args(Path output, String... more) {
        return Stream.concat(
                        Stream.of(
                                "init", "--output", output.toString(), "--data", data().toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private String[] saidAtFirst() {
        String option = " --config " + config();
        return new String[] {
            "wrote " + config(),
            "wrote " + key() + " (keep it private; it is in no backup)",
            "Next: register your providers, each with its own NPI, and open the door:",
            "  neuron provider add 1245319599 --name \"Dr. Ada Example\" --type physician" + option,
            "  neuron start" + option
        };
    }

    private Path config() {
        return folder.resolve("clinic.yaml");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path key() {
        return data().resolve("neuron.key");
    }

    private static Settings settings(Path file) {
        SettingsReader.Outcome outcome = ConfigFile.load(Optional.of(file), file, Map.of());
        assertThat(outcome).isInstanceOf(SettingsReader.Outcome.Good.class);
        return ((SettingsReader.Outcome.Good) outcome).settings();
    }
}
