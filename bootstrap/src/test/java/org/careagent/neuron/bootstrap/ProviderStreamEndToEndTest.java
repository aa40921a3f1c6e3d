package org.careagent.neuron.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.adapters.outbound.jooq.PostgresAccess;
import org.careagent.neuron.adapters.outbound.jooq.PostgresServer;
import org.careagent.neuron.adapters.outbound.system.SecureApiKeySource;
import org.careagent.neuron.application.access.CreateApiKey;
import org.careagent.neuron.application.access.RevokeApiKey;
import org.careagent.neuron.application.introduction.IntroductionStreams;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.provider.RemoveProvider;
import org.careagent.neuron.bootstrap.client.Patient;
import org.careagent.neuron.bootstrap.client.ProviderLine;
import org.careagent.neuron.bootstrap.client.Visit;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.access.Scope;
import org.careagent.neuron.domain.identity.Bytes;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.provider.ProviderKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Providers' own connections, through all the real parts.
@Timeout(180)
final class ProviderStreamEndToEndTest {
    private static final Npi ADA = new Npi("1245319599");
    private static final Npi BOB = new Npi("1003000126");
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Duration WITHIN_A_SECOND = Duration.ofSeconds(1);

    private final KeyPair key = ProviderLine.newKey();

    @TempDir private Path folder;

    private Neuron start(Settings.Storage.Kind kind) {
        Neuron neuron = Neuron.start(TestSettings.in(folder, kind));
        register(neuron);
        return neuron;
    }

    private void register(Neuron neuron) {
        var _ =
                neuron.registerProvider()
                        .register(
                                new Provider(
                                        ADA,
                                        "Dr. Ada",
                                        List.of("physician"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(
                                                new ProviderKey(Bytes.of(ProviderLine.raw(key))))),
                                Actor.operator("test"));
    }

    private static CreateApiKey.Outcome.Created newKey(
            Neuron neuron, Scope scope, Optional<Npi> npi) {
        CreateApiKey creation =
                new CreateApiKey(
                        new SecureApiKeySource(),
                        UUID::randomUUID,
                        neuron.ledger().journal(),
                        InstantSource.system());
        return switch (creation.create(
                new CreateApiKey.Wish("agent", Set.of(scope), npi, Optional.empty()),
                Actor.operator("test"))) {
            case CreateApiKey.Outcome.Created created -> created;
            case CreateApiKey.Outcome.ExpiresInThePast() -> throw new AssertionError("expired");
        };
    }

    private static URI address(Neuron neuron, Npi provider) {
        return neuron.handshakeAddress().resolve("/ws/provider/" + provider);
    }

    private ProviderLine connect(Neuron neuron) {
        ProviderLine line = ProviderLine.to(address(neuron, ADA));
        line.prove(ADA.digits(), key);
        return line;
    }

    private static String handshake(Neuron neuron) {
        Patient patient = Patient.stranger();
        Visit.End end = Visit.shakeHands(neuron.handshakeAddress(), patient, ADA.digits());
        assertThat(end.member("type")).isEqualTo("handshake.complete");
        return patient.agentId();
    }

    private static String patientOf(JsonNode introduction) {
        assertThat(introduction.path("type").asString()).isEqualTo("introduction");
        return introduction.path("patient_agent_id").asString();
    }

    private static void assertNoneIsPending(Neuron neuron) {
        assertPending(0, neuron);
    }

    private static void assertPending(int count, Neuron neuron) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (neuron.storage().introductions().pending(ADA, Optional.empty(), 9).size()
                    == count) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("there are not " + count + " pending");
    }

    @Test
    void givesAnAgentThatWasAwayItsBacklogInOrderAndThenWhatComes() {
        String first;
        String second;
        try (Neuron neuron = start(Settings.Storage.Kind.H2)) {
            first = handshake(neuron);
            second = handshake(neuron);
        }
        try (Neuron neuron = start(Settings.Storage.Kind.H2);
                ProviderLine line = connect(neuron)) {
            JsonNode one = line.hear();
            assertThat(patientOf(one)).isEqualTo(first);
            assertThat(patientOf(line.hear())).isEqualTo(second);
            String third = handshake(neuron);
            assertThat(patientOf(line.hear())).isEqualTo(third);
            line.acknowledge(one);
            assertPending(2, neuron);
        }
        try (Neuron neuron = start(Settings.Storage.Kind.H2);
                ProviderLine line = connect(neuron)) {
            JsonNode again = line.hear();
            assertThat(patientOf(again)).isEqualTo(second);
            line.acknowledge(again);
            line.acknowledge(line.hear());
            assertNoneIsPending(neuron);
        }
    }

    @Test
    void saysTheSameAsPolling() throws Exception {
        try (Neuron neuron = start(Settings.Storage.Kind.MEMORY)) {
            String apiKey = newKey(neuron, Scope.PROVIDER, Optional.of(ADA)).secret().reveal();
            var _ = handshake(neuron);
            try (ProviderLine line = ProviderLine.to(address(neuron, ADA), apiKey);
                    HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> polled =
                        client.send(
                                HttpRequest.newBuilder(
                                                neuron.healthAddress()
                                                        .resolve(
                                                                "/v1/providers/"
                                                                        + ADA
                                                                        + "/introductions"))
                                        .header("X-API-Key", apiKey)
                                        .build(),
                                BodyHandlers.ofString());
                ObjectNode told = (ObjectNode) line.hear();
                var _ = told.remove("type");

                assertThat(polled.body()).contains("[" + told + "]");
                assertThat(JsonMapper.shared().readTree(polled.body()).path("data")).hasSize(1);
            }
        }
    }

    @Test
    void neverDoublesOnTwoConnectionsAndLosesNothingWhenOneIsKilled() {
        try (Neuron neuron = start(Settings.Storage.Kind.MEMORY);
                ProviderLine one = connect(neuron)) {
            Set<String> introduced = new HashSet<>();
            Set<String> heard = new HashSet<>();
            try (ProviderLine other = connect(neuron)) {
                for (int i = 0; i < 10; i++) {
                    introduced.add(handshake(neuron));
                }
                int ofOther = 0;
                for (Optional<JsonNode> next = other.hearWithin(A_WHILE);
                        next.isPresent();
                        next = other.hearWithin(A_WHILE)) {
                    ofOther++;
                    assertThat(heard.add(patientOf(next.get()))).isTrue();
                }
                heard.clear();
                for (int i = ofOther; i < 10; i++) {
                    JsonNode next = one.hear();
                    assertThat(heard.add(patientOf(next))).isTrue();
                    one.acknowledge(next);
                }
                assertThat(one.hearWithin(A_WHILE)).isEmpty();
                assertThat(ofOther).isPositive();
            }
            while (heard.size() < 10) {
                JsonNode next = one.hear();
                assertThat(heard.add(patientOf(next))).isTrue();
                one.acknowledge(next);
            }
            assertThat(heard).isEqualTo(introduced);
            assertNoneIsPending(neuron);
        }
    }

    @Test
    void bringsALongBacklogThroughAWindow() {
        try (Neuron neuron = start(Settings.Storage.Kind.MEMORY)) {
            int many = 3 * IntroductionStreams.WINDOW + 5;
            List<String> introduced = Stream.generate(() -> handshake(neuron)).limit(many).toList();
            try (ProviderLine line = connect(neuron)) {
                for (String next : introduced) {
                    JsonNode told = line.hear();
                    assertThat(patientOf(told)).isEqualTo(next);
                    line.acknowledge(told);
                }
                assertNoneIsPending(neuron);
            }
        }
    }

    @Test
    void refusesWhoProvesNothingAndTellsNobodyWhy() {
        try (Neuron neuron = start(Settings.Storage.Kind.MEMORY)) {
            String bobs = newKey(neuron, Scope.PROVIDER, Optional.of(BOB)).secret().reveal();
            String reader = newKey(neuron, Scope.READ, Optional.empty()).secret().reveal();
            for (String apiKey : List.of("nrn_nonsense", bobs, reader)) {
                try (ProviderLine line = ProviderLine.to(address(neuron, ADA), apiKey)) {
                    assertThat(line.closeCode()).isEqualTo(4003);
                }
            }
            try (ProviderLine line = ProviderLine.to(address(neuron, BOB), bobs)) {
                assertThat(line.closeCode()).isEqualTo(4003);
            }
            try (ProviderLine wrong = ProviderLine.to(address(neuron, ADA));
                    ProviderLine unknown = ProviderLine.to(address(neuron, BOB))) {
                wrong.prove(ADA.digits(), ProviderLine.newKey());
                unknown.prove(BOB.digits(), key);
                assertThat(wrong.closeCode()).isEqualTo(4003);
                assertThat(unknown.closeCode()).isEqualTo(4003);
            }
            try (ProviderLine patients = ProviderLine.to(address(neuron, ADA))) {
                patients.say(Patient.stranger().auth(ADA.digits()));
                assertThat(patients.closeCode()).isEqualTo(4003);
            }
        }
    }

    @Test
    void endsOnAMessageThatNobodyKnowsAndAtTheStop() {
        Neuron neuron = start(Settings.Storage.Kind.MEMORY);
        String admin = newKey(neuron, Scope.ADMIN, Optional.empty()).secret().reveal();
        try (ProviderLine babbling = connect(neuron);
                ProviderLine line = ProviderLine.to(address(neuron, ADA), admin)) {
            babbling.say(Map.of("type", "introduction.nak"));
            assertThat(babbling.closeCode()).isEqualTo(4002);

            neuron.close();

            assertThat(line.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void endsTheStreamsOfARevokedKeyAndOfARemovedProvider() {
        try (Neuron neuron = start(Settings.Storage.Kind.MEMORY)) {
            CreateApiKey.Outcome.Created created = newKey(neuron, Scope.PROVIDER, Optional.of(ADA));
            try (ProviderLine byKey =
                            ProviderLine.to(address(neuron, ADA), created.secret().reveal());
                    ProviderLine bySignature = connect(neuron)) {
                var _ = handshake(neuron);
                var _ =
                        new RevokeApiKey(
                                        neuron.storage().apiKeys(),
                                        neuron.ledger().journal(),
                                        InstantSource.system())
                                .revoke(created.key().id(), Actor.operator("test"));
                assertThat(byKey.closeCode()).isEqualTo(4003);
                assertThat(patientOf(bySignature.hear())).isNotEmpty();

                var _ =
                        new RemoveProvider(neuron.ledger().journal())
                                .remove(ADA, Actor.operator("test"));
                assertThat(bySignature.closeCode()).isEqualTo(4003);
            }
        }
    }

    @Test
    void bringsAHandshakeOnOneNodeToAProviderOnAnotherWithinASecond() {
        PostgresAccess access = PostgresServer.newDatabase();
        try (Neuron one = Neuron.start(node("one", access));
                Neuron other = Neuron.start(node("other", access))) {
            register(one);
            try (ProviderLine line = connect(other)) {
                var _ = handshake(one);
                line.acknowledge(line.hear());
                for (int i = 0; i < 10; i++) {
                    String patient = handshake(one);
                    JsonNode told = line.hearWithin(WITHIN_A_SECOND).orElseThrow();
                    assertThat(patientOf(told)).isEqualTo(patient);
                    line.acknowledge(told);
                }
                assertNoneIsPending(one);
            }
        }
    }

    private Settings node(String name, PostgresAccess access) {
        return TestSettings.in(
                folder.resolve(name),
                Settings.Storage.Kind.MEMORY,
                Map.of(
                        "storage.kind",
                        "postgresql",
                        "storage.url",
                        access.url(),
                        "storage.username",
                        PostgresServer.ROLE,
                        "storage.password",
                        PostgresServer.PASSWORD,
                        "node.id",
                        name));
    }
}
