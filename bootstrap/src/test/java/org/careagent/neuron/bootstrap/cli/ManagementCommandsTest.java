package org.careagent.neuron.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.auditfile.AuditChainVerifier;
import org.careagent.neuron.application.port.ChangeStore;
import org.careagent.neuron.application.port.Samples;
import org.careagent.neuron.application.port.Storage;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.domain.consent.ConsentedActions;
import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.relationship.Change;
import org.careagent.neuron.domain.relationship.Relationship;
import org.careagent.neuron.domain.relationship.RelationshipId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Each management command, with the Neuron running and with it stopped: the same is said either
/// way.
@Timeout(120)
final class ManagementCommandsTest {
    private static final String ADA = "1245319599";
    private static final String BEN = "1679576722";
    private static final String NOBODY = "1000000004";
    private static final String NO_ID = "00000000-0000-4000-8000-00000000ffff";
    private static final String PUBLIC_KEY = "WGZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmY";
    private static final String ME = "operator:" + System.getProperty("user.name");
    private static final Instant FIRST = Instant.parse("2026-03-04T05:06:07Z");
    private static final String BEN_AS_JSON =
            "{\"npi\":\"1679576722\",\"name\":\"Dr. Ben\",\"provider_types\":[\"physician\",\"surgeon\"],"
                    + "\"specialty\":\"knees\",\"endpoint\":\"wss://ben.example/agent\","
                    + "\"public_key\":\""
                    + PUBLIC_KEY
                    + "\"}";
    // Three pages, the last of them not full.
    private static final int MANY = 205;

    @TempDir private Path folder;

    /// How the Neuron is while the commands are typed.
    enum State {
        RUNNING,
        STOPPED
    }

    private Clinic clinic(State state) throws IOException {
        return clinic(state, folder);
    }

    private static Clinic clinic(State state, Path data) throws IOException {
        Clinic clinic = Clinic.in(data);
        if (state == State.RUNNING) {
            var _ = clinic.open();
        }
        return clinic;
    }

    /// A clinic with relationships of 205 patients, the first of them terminated; the odd ones are
    /// Ben's.
    private Clinic clinicWithPatients(State state) throws IOException {
        Clinic clinic = Clinic.in(folder);
        Storage storage = clinic.open().storage();
        for (int i = 0; i < MANY; i++) {
            assertThat(Samples.apply(storage, Samples.establish(relationship(i), key(i))))
                    .isEqualTo(ChangeStore.Outcome.APPLIED);
        }
        assertThat(
                        Samples.apply(
                                storage,
                                new Change.Terminate(
                                        relationship(0).id(), FIRST.plusSeconds(3600))))
                .isEqualTo(ChangeStore.Outcome.APPLIED);
        if (state == State.STOPPED) {
            clinic.stop();
        }
        return clinic;
    }

    private static Relationship relationship(int number) {
        Instant at = FIRST.plusSeconds(number);
        return new Relationship(
                new RelationshipId(new UUID(0x4000, 0x8000_0000_0000_0000L + number)),
                new AgentId("patient-" + number),
                new Npi(number % 2 == 0 ? ADA : BEN),
                new AgentEndpoint("wss://patient.example/secret-inbox"),
                new ConsentedActions(List.of("read", "write")),
                at,
                at,
                at);
    }

    private static PatientKey key(int number) {
        byte[] key = new byte[PatientKey.LENGTH];
        key[0] = (byte) number;
        key[1] = 1;
        return new PatientKey(Bytes.of(key));
    }

    private static Said no(String line) {
        return new Said(1, List.of(), List.of("neuron: " + line));
    }

    @ParameterizedTest
    @EnumSource
    void keepsProviders(State state) throws IOException {
        try (Clinic clinic = clinic(state)) {
            assertThat(clinic.type("provider", "list"))
                    .isEqualTo(
                            Said.done(
                                    "No provider is registered. Add one with: neuron provider add"));
            assertThat(clinic.type("provider", "list", "--json")).isEqualTo(Said.done("[]"));

            assertThat(
                            clinic.type(
                                    "provider",
                                    "add",
                                    ADA,
                                    "--name",
                                    "Dr. Ada Ünal",
                                    "--type",
                                    "physician"))
                    .isEqualTo(Said.done("registered 1245319599 Dr. Ada Ünal"));
            assertThat(
                            clinic.type(
                                    "provider",
                                    "add",
                                    BEN,
                                    "--name",
                                    "Dr. Ben",
                                    "--type",
                                    "physician,surgeon",
                                    "--specialty",
                                    "knees",
                                    "--endpoint",
                                    "wss://ben.example/agent",
                                    "--public-key",
                                    PUBLIC_KEY,
                                    "--json"))
                    .isEqualTo(Said.done(BEN_AS_JSON));
            assertThat(clinic.type("provider", "add", ADA, "--name", "Other", "--type", "nurse"))
                    .isEqualTo(
                            no(
                                    "a provider of NPI 1245319599 is registered already; to change"
                                            + " it, remove it first"));

            assertThat(clinic.type("provider", "list"))
                    .isEqualTo(
                            Said.done(
                                    "NPI         NAME          TYPES               SPECIALTY  ENDPOINT",
                                    "1245319599  Dr. Ada Ünal  physician",
                                    "1679576722  Dr. Ben       physician, surgeon  knees      wss://ben.example/agent"));
            assertThat(clinic.type("provider", "list", "--json"))
                    .isEqualTo(
                            Said.done(
                                    "[{\"npi\":\"1245319599\",\"name\":\"Dr. Ada Ünal\","
                                            + "\"provider_types\":[\"physician\"]},"
                                            + BEN_AS_JSON
                                            + "]"));

            assertThat(clinic.type("provider", "remove", ADA, "--yes"))
                    .isEqualTo(Said.done("removed 1245319599"));
            assertThat(clinic.type("provider", "remove", ADA, "--yes"))
                    .isEqualTo(no("no provider of NPI 1245319599 is registered"));
        }
        assertThat(audited())
                .containsExactly(
                        "registration.provider_added by " + ME,
                        "registration.provider_added by " + ME,
                        "registration.provider_removed by " + ME);
    }

    @ParameterizedTest
    @EnumSource
    void listsRelationshipsOverMoreThanOnePage(State state) throws IOException {
        try (Clinic clinic = clinicWithPatients(state)) {
            Said table = clinic.type("relationship", "list");
            Said json = clinic.type("relationship", "list", "--json");

            assertThat(table.status()).isZero();
            assertThat(table.err()).isEmpty();
            assertThat(table.out())
                    .hasSize(1 + MANY)
                    .startsWith(
                            "ID                                    PROVIDER    STATUS      SINCE"
                                    + "                     PATIENT",
                            "00000000-0000-4000-8000-0000000000cc  1245319599  active    "
                                    + "  2026-03-04T05:09:31Z      patient-204")
                    .endsWith(
                            "00000000-0000-4000-8000-000000000000  1245319599  terminated"
                                    + "  2026-03-04T05:06:07Z      patient-0");
            assertThat(patients(json))
                    .containsExactlyElementsOf(
                            IntStream.range(0, MANY)
                                    .mapToObj(i -> "patient-" + (MANY - 1 - i))
                                    .toList());
            assertThat(json.out()).noneMatch(line -> line.contains("secret-inbox"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheRelationshipsThatAreAskedFor(State state) throws IOException {
        try (Clinic clinic = clinicWithPatients(state)) {
            assertThat(listed(clinic, "--status", "active")).hasSize(MANY - 1);
            assertThat(listed(clinic, "--status", "terminated")).containsExactly("patient-0");
            assertThat(listed(clinic, "--provider", BEN))
                    .hasSize(MANY / 2)
                    .startsWith("patient-203")
                    .endsWith("patient-1");
            assertThat(listed(clinic, "--patient", "patient-7")).containsExactly("patient-7");
            assertThat(listed(clinic, "--patient", "patient-7", "--provider", ADA)).isEmpty();
            assertThat(listed(clinic, "--status", "active", "--provider", ADA))
                    .hasSize(MANY / 2)
                    .endsWith("patient-2");
            assertThat(clinic.type("relationship", "list", "--status", "pending"))
                    .isEqualTo(Said.done("There are no such relationships."));
            assertThat(clinic.type("relationship", "list", "--status", "suspended", "--json"))
                    .isEqualTo(Said.done("[]"));
        }
    }

    private static List<String> listed(Clinic clinic, String... filter) {
        return patients(
                clinic.type(
                        Stream.concat(
                                        Stream.of("relationship", "list", "--json"),
                                        Stream.of(filter))
                                .toArray(String[]::new)));
    }

    private static List<String> patients(Said said) {
        assertThat(said.status()).isZero();
        assertThat(said.err()).isEmpty();
        return said.asJson().values().stream()
                .map(row -> row.path("patient_agent_id").asString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void endsARelationshipForItsOwnProviderOnce(State state) throws IOException {
        String id = relationship(2).id().toString();
        try (Clinic clinic = clinicWithPatients(state)) {
            Said ofBen = terminate(clinic, id, BEN);
            assertThat(ofBen.status()).isEqualTo(1);
            assertThat(ofBen.err()).singleElement().asString().contains("not one of the provider");

            assertThat(terminate(clinic, id, ADA)).isEqualTo(Said.done("ended " + id));

            Said again = terminate(clinic, id, ADA);
            assertThat(again.status()).isEqualTo(1);
            assertThat(again.err()).singleElement().asString().contains("had ended before");
            assertThat(listed(clinic, "--status", "terminated"))
                    .containsExactly("patient-2", "patient-0");
        }
    }

    private static Said terminate(Clinic clinic, String id, String provider) {
        return clinic.type(
                "relationship", "terminate", id, "--provider", provider, "--reason", "moved away");
    }

    @ParameterizedTest
    @EnumSource
    void showsOneRelationship(State state) throws IOException {
        String id = relationship(0).id().toString();
        try (Clinic clinic = clinicWithPatients(state)) {
            assertThat(clinic.type("relationship", "show", id))
                    .isEqualTo(
                            Said.done(
                                    "relationship_id     00000000-0000-4000-8000-000000000000",
                                    "patient_agent_id    patient-0",
                                    "provider_npi        1245319599",
                                    "status              terminated",
                                    "consented_actions   read, write",
                                    "created_at          2026-03-04T05:06:07Z",
                                    "updated_at          2026-03-04T06:06:07Z"));
            assertThat(clinic.type("relationship", "show", id, "--json"))
                    .isEqualTo(
                            Said.done(
                                    "{\"relationship_id\":\"00000000-0000-4000-8000-000000000000\","
                                            + "\"patient_agent_id\":\"patient-0\","
                                            + "\"provider_npi\":\"1245319599\","
                                            + "\"status\":\"terminated\","
                                            + "\"consented_actions\":[\"read\",\"write\"],"
                                            + "\"created_at\":\"2026-03-04T05:06:07Z\","
                                            + "\"updated_at\":\"2026-03-04T06:06:07Z\"}"));
            assertThat(clinic.type("relationship", "show", NO_ID))
                    .isEqualTo(no("there is no relationship " + NO_ID));
        }
    }

    @ParameterizedTest
    @EnumSource
    void releasesAPatientOnce(State state) throws IOException {
        try (Clinic clinic = clinicWithPatients(state)) {
            assertThat(clinic.type("patient", "release", "patient-7", "--yes"))
                    .isEqualTo(Said.done("released patient-7"));
            assertThat(clinic.type("patient", "release", "patient-7", "-y"))
                    .isEqualTo(no("this agent id is bound to no key: nothing to release"));
            assertThat(clinic.type("patient", "release", "nobody", "--yes"))
                    .isEqualTo(no("this agent id is bound to no key: nothing to release"));
            assertThat(listed(clinic, "--patient", "patient-7", "--status", "active")).hasSize(1);
        }
        assertThat(audited()).containsExactly("consent.patient_released by " + ME);
    }

    @ParameterizedTest
    @EnumSource
    void makesListsAndRevokesApiKeys(State state) throws IOException {
        try (Clinic clinic = clinic(state)) {
            assertThat(clinic.type("api-key", "list"))
                    .isEqualTo(
                            Said.done(
                                    "There are no API keys. Make one with: neuron api-key create"));
            assertThat(clinic.type("api-key", "list", "--json")).isEqualTo(Said.done("[]"));

            Said made = clinic.type("api-key", "create", "--name", "front desk");
            assertThat(masked(made))
                    .isEqualTo(
                            Said.done(
                                    "id   <id>",
                                    "key  <key>",
                                    "Keep the key now: it is not shown again, and nobody can look"
                                            + " it up."));
            String id = made.out().getFirst().substring("id   ".length());

            assertThat(masked(clinic.type("api-key", "list")))
                    .isEqualTo(
                            Said.done(
                                    "ID                                    NAME        SCOPE"
                                            + "  PROVIDER  CREATED                   LAST USED  STATE",
                                    "<id>  front desk  read             <time>  never      valid"));
            assertThat(clinic.type("api-key", "revoke", id, "--yes"))
                    .isEqualTo(Said.done("revoked " + id));
            assertThat(clinic.type("api-key", "revoke", id, "--yes"))
                    .isEqualTo(no("the key " + id + " was revoked before"));
            assertThat(clinic.type("api-key", "revoke", NO_ID, "--yes"))
                    .isEqualTo(no("there is no key " + NO_ID));
            assertThat(masked(clinic.type("api-key", "list")).out())
                    .last()
                    .isEqualTo(
                            "<id>  front desk  read             <time>  never      revoked <time>");
        }
        assertThat(audited())
                .containsExactly("api_key.created by " + ME, "api_key.revoked by " + ME);
    }

    @ParameterizedTest
    @EnumSource
    void makesApiKeysAsTheyAreWished(State state) throws IOException {
        try (Clinic clinic = clinic(state)) {
            JsonNode key =
                    clinic.type(
                                    "api-key",
                                    "create",
                                    "--name",
                                    "Dr. Ada",
                                    "--scope",
                                    "provider",
                                    "--npi",
                                    ADA,
                                    "--json")
                            .json();
            assertThat(key.propertyNames())
                    .containsExactly("id", "name", "scope", "npi", "created_at", "key");
            assertThat(key.path("npi").asString()).isEqualTo(ADA);
            assertThat(key.path("scope").toString()).isEqualTo("[\"provider\"]");

            Said all = create(clinic, "--scope", "admin,read", "--scope", "provider", "--json");
            assertThat(all.json().path("scope").toString())
                    .isEqualTo("[\"read\",\"provider\",\"admin\"]");
            assertThat(masked(create(clinic, "--quiet"))).isEqualTo(Said.done("<key>"));
            assertThat(masked(create(clinic, "-q"))).isEqualTo(Said.done("<key>"));

            assertThat(create(clinic, "--scope", "read", "--npi", ADA))
                    .isEqualTo(wrong("--npi goes with --scope provider only"));
            assertThat(create(clinic, "--scope", "root").status()).isEqualTo(2);
            assertThat(clinic.type("api-key", "list", "--json").json())
                    .hasSize(4)
                    .noneMatch(each -> each.has("key") || each.has("hash"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void makesApiKeysThatExpire(State state) throws IOException {
        try (Clinic clinic = clinic(state)) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            Instant inDays = expiry(create(clinic, "--expires", "90d", "--json"));
            assertThat(inDays)
                    .isBetween(
                            before.plus(Duration.ofDays(90)),
                            Instant.now().plus(Duration.ofDays(90)));
            assertThat(expiry(create(clinic, "--expires", "2999-01-31", "--json")))
                    .isEqualTo("2999-02-01T00:00:00Z");
            assertThat(expiry(create(clinic, "--expires", "2999-01-31T12:00:00Z", "--json")))
                    .isEqualTo("2999-01-31T12:00:00Z");
            assertThat(clinic.type("api-key", "list").out())
                    .last()
                    .asString()
                    .endsWith("  valid until 2999-01-31T12:00:00Z");

            assertThat(create(clinic, "--expires", "2020-01-31"))
                    .isEqualTo(no("the key would have expired already; give a time to come"));
            assertThat(create(clinic, "--expires", "soon").status()).isEqualTo(2);
            assertThat(create(clinic, "--expires", "0d").status()).isEqualTo(2);
            assertThat(clinic.type("api-key", "list", "--json").json()).hasSize(3);
        }
    }

    @Test
    void showsWhenAKeyWasLastUsedAlsoAfterARestart() throws Exception {
        try (Clinic clinic = clinic(State.STOPPED)) {
            String key = create(clinic, "--quiet").out().getFirst();
            var _ = create(clinic, "--quiet");
            Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            askForStatus(clinic.open(), key);
            clinic.stop();

            JsonNode keys = clinic.type("api-key", "list", "--json").json();
            String used = keys.path(0).path("last_used_at").asString();
            assertThat(Instant.parse(used)).isBetween(before, Instant.now());
            assertThat(keys.path(1).has("last_used_at")).isFalse();

            var _ = clinic.open();
            assertThat(clinic.type("api-key", "list", "--json").json()).isEqualTo(keys);
            assertThat(clinic.type("api-key", "list").out())
                    .satisfiesExactly(
                            head -> assertThat(head).contains("  LAST USED "),
                            first -> assertThat(first).endsWith("  " + used + "  valid"),
                            second -> assertThat(second).contains("  never  "));
        }
    }

    private static void askForStatus(Neuron neuron, String key) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(neuron.healthAddress().resolve("/v1/status"))
                            .header("X-API-Key", key)
                            .timeout(Duration.ofSeconds(20))
                            .build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        }
    }

    private static Said create(Clinic clinic, String... options) {
        return clinic.type(
                Stream.concat(
                                Stream.of("api-key", "create", "--name", "front desk"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private static Instant expiry(Said said) {
        return Instant.parse(said.json().path("expires_at").asString());
    }

    private static Said wrong(String line) {
        return new Said(2, List.of(), List.of("neuron: " + line));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoKeyInAnyFile(State state) throws Exception {
        String quiet;
        String told;
        try (Clinic clinic = clinic(state)) {
            quiet = create(clinic, "--quiet").out().getFirst();
            told = create(clinic, "--json").json().path("key").asString();
            assertThat(clinic.type("api-key", "list").out()).hasSize(3);
        }

        for (String key : List.of(quiet, told)) {
            byte[] raw = key.getBytes(StandardCharsets.US_ASCII);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(raw);
            assertThat(filesWith("front desk")).contains("neuron.db.mv.db");
            assertThat(filesWith(key)).isEmpty();
            assertThat(filesWith(key.substring("nrn_".length()))).isEmpty();
            assertThat(Files.readString(folder.resolve("audit.jsonl")))
                    .contains("front desk")
                    .doesNotContain(HexFormat.of().formatHex(hash))
                    .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        }
    }

    private List<String> filesWith(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                String wide =
                        new String(
                                text.getBytes(StandardCharsets.UTF_16LE),
                                StandardCharsets.ISO_8859_1);
                if (bytes.contains(text) || bytes.contains(wide)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            textBlock =
                    """
                    RUNNING, y,   true
                    RUNNING, YES, true
                    RUNNING, n,   false
                    RUNNING, '',  false
                    RUNNING, yo,  false
                    RUNNING, ,    false
                    STOPPED, y,   true
                    STOPPED, ' yes ', true
                    STOPPED, n,   false
                    STOPPED, '',  false
                    STOPPED, ,    false
                    """)
    void removesOnlyWhatIsConfirmed(State state, @Nullable String answer, boolean agreed)
            throws IOException {
        List<String> answers = answer == null ? List.of() : List.of(answer);
        try (Clinic clinic = clinic(state)) {
            addAda(clinic);
            String key = create(clinic, "--json").json().path("id").asString();

            assertThat(clinic.typeAndAnswer(answers, "provider", "remove", ADA))
                    .isEqualTo(
                            asked(
                                    agreed,
                                    "Remove Dr. Ada (NPI 1245319599)? [y/N] ",
                                    "removed 1245319599"));
            assertThat(clinic.typeAndAnswer(answers, "api-key", "revoke", key))
                    .isEqualTo(
                            asked(
                                    agreed,
                                    "Revoke the key \"front desk\" for good? [y/N] ",
                                    "revoked " + key));
            assertThat(clinic.type("provider", "list", "--json").json()).hasSize(agreed ? 0 : 1);
            assertThat(clinic.type("api-key", "list", "--json").json().path(0).has("revoked_at"))
                    .isEqualTo(agreed);
        }
    }

    private static Said asked(boolean agreed, String question, String done) {
        return agreed
                ? Said.done(question, done)
                : new Said(1, List.of(question), List.of("neuron: nothing was done"));
    }

    private static void addAda(Clinic clinic) {
        assertThat(clinic.type("provider", "add", ADA, "--name", "Dr. Ada", "--type", "physician"))
                .isEqualTo(Said.done("registered 1245319599 Dr. Ada"));
    }

    @ParameterizedTest
    @EnumSource
    void removesNothingWhereNobodyCanBeAsked(State state) throws IOException {
        Said unasked =
                wrong("this needs to be confirmed and there is no terminal to ask at; add --yes");
        try (Clinic clinic = clinicWithPatients(state)) {
            addAda(clinic);
            String key = create(clinic, "--json").json().path("id").asString();

            assertThat(clinic.type("provider", "remove", ADA)).isEqualTo(unasked);
            assertThat(clinic.type("api-key", "revoke", key)).isEqualTo(unasked);
            assertThat(clinic.type("patient", "release", "patient-7")).isEqualTo(unasked);
            assertThat(clinic.typeAndAnswer(List.of(), "patient", "release", "patient-7").status())
                    .isEqualTo(1);

            assertThat(clinic.type("provider", "list", "--json").json()).hasSize(1);
            assertThat(clinic.type("api-key", "list", "--json").json().path(0).has("revoked_at"))
                    .isFalse();
            assertThat(clinic.typeAndAnswer(List.of("y"), "patient", "release", "patient-7"))
                    .isEqualTo(
                            Said.done(
                                    "Release patient-7 from its key, so that another key can take"
                                            + " its place? [y/N] ",
                                    "released patient-7"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksNobodyAboutWhatIsNotThere(State state) throws IOException {
        try (Clinic clinic = clinic(state)) {
            assertThat(clinic.typeAndAnswer(List.of("y"), "provider", "remove", NOBODY))
                    .isEqualTo(no("no provider of NPI 1000000004 is registered"));
            assertThat(clinic.typeAndAnswer(List.of("y"), "api-key", "revoke", NO_ID))
                    .isEqualTo(no("there is no key " + NO_ID));
        }
    }

    /// Everything once more, word by word: whatever else is said, it is the same.
    @Test
    void saysTheSameWhetherTheNeuronRunsOrNot(@TempDir Path other) throws IOException {
        List<Said> running;
        List<Said> stopped;
        try (Clinic clinic = clinic(State.RUNNING, folder)) {
            running = story(clinic);
        }
        try (Clinic clinic = clinic(State.STOPPED, other)) {
            stopped = story(clinic);
        }

        assertThat(stopped).containsExactlyElementsOf(running);
        assertThat(running).extracting(Said::status).contains(0, 1, 2);
    }

    private static List<Said> story(Clinic clinic) {
        List<Said> said = new ArrayList<>();
        STORY.lines()
                .map(line -> clinic.type(line.split(" ")))
                .map(ManagementCommandsTest::masked)
                .forEach(said::add);
        return said;
    }

    private static final String STORY =
            """
            provider add 1245319599 --name Ada --type physician
            provider add 1245319599 --name Ada --type physician
            provider add 1245319599 --name Ada
            provider add 1679576722 --name Ben --type physician --public-key AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            provider add 1679576722 --name Ben --type physician --public-key AAAA
            provider add 1679576722 --name Ben --type physician --endpoint http://ben.example --json
            provider list
            provider list --json
            provider remove 1000000004 --yes
            provider remove 1679576722
            provider remove 1679576722 --yes
            relationship list
            relationship list --json --status terminated
            relationship list --status ended
            relationship show 00000000-0000-4000-8000-00000000ffff
            relationship show 7
            patient release nobody --yes
            api-key create --name desk --scope admin --expires 30d
            api-key create --name desk --npi 1245319599
            api-key create --name desk --quiet --expires 2020-01-01
            api-key list
            api-key list --json
            api-key revoke 00000000-0000-4000-8000-00000000ffff --yes
            """;

    @Test
    void tellsHowTheNeuronIsOnlyWhileItRuns() throws IOException {
        try (Clinic clinic = clinic(State.RUNNING)) {
            addAda(clinic);

            assertThat(masked(clinic.type("status")).out())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("Test Practice (NPI 1234567893)"),
                            line -> assertThat(line).matches("  status     running, for \\d+ s"),
                            line -> assertThat(line).isEqualTo("  sessions   0 active, 0 queued"),
                            line -> assertThat(line).isEqualTo("  providers  1"),
                            line ->
                                    assertThat(line)
                                            .isEqualTo("  registry   none: this Neuron runs alone"),
                            line -> assertThat(line).matches("  version    \\S+"),
                            line -> assertThat(line).isEqualTo("  node       <id>"));
            JsonNode status = clinic.type("status", "--json").json();
            assertThat(status.path("status").asString()).isEqualTo("running");
            assertThat(status.path("organization").path("npi").asString()).isEqualTo("1234567893");

            assertThat(clinic.type("stop")).isEqualTo(Said.done("stopped"));
            clinic.neuron().awaitClosed();

            Said gone =
                    new Said(
                            69,
                            List.of(),
                            List.of(
                                    "neuron: no Neuron runs on the data folder "
                                            + folder
                                            + "; start it with: neuron start"));
            assertThat(clinic.type("status")).isEqualTo(gone);
            assertThat(clinic.type("status", "--json")).isEqualTo(gone);
            assertThat(clinic.type("stop")).isEqualTo(gone);
        }
        assertThat(folder.resolve("neuron.sock")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryCommandUnderAFaultyConfiguration(State state) throws IOException {
        Path faulty =
                Files.writeString(
                        folder.resolve("faulty.yaml"), "organization: {npi: '1', name: Test}\n");
        try (Clinic clinic = clinic(state)) {
            for (String command :
                    List.of(
                            "provider list",
                            "provider remove 1245319599 --yes",
                            "relationship list",
                            "relationship show " + NO_ID,
                            "patient release nobody --yes",
                            "api-key create --name desk",
                            "api-key list",
                            "api-key revoke " + NO_ID + " --yes",
                            "status",
                            "stop")) {
                Said said = Said.by((command + " --config " + faulty).split(" "));

                assertThat(said.status()).describedAs(command).isEqualTo(78);
                assertThat(said.err())
                        .singleElement()
                        .asString()
                        .startsWith("neuron: /organization/npi: ");
            }
            assertThat(clinic.type("provider", "list").status()).isZero();
        }
    }

    private static Said masked(Said said) {
        return new Said(said.status(), masked(said.out()), masked(said.err()));
    }

    private static List<String> masked(List<String> lines) {
        return lines.stream()
                .map(line ->
                        line.replaceAll("nrn_[\\w-]{43}", "<key>")
                                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                                .replaceAll("20[-0-9]{8}T[0-9:.]+Z", "<time>"))
                .toList();
    }

    /// Who did what, but for the Neuron itself.
    private List<String> audited() throws IOException {
        return AuditChainVerifier.verify(folder.resolve("audit.jsonl")).stream()
                .filter(entry -> !entry.path("action").asString().startsWith("neuron_"))
                .map(entry ->
                        entry.path("action").asString()
                                + " by "
                                + entry.path("details")
                                        .path("released_by")
                                        .asString(entry.path("actor").asString()))
                .toList();
    }
}
