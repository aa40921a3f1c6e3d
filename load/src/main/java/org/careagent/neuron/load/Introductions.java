package org.careagent.neuron.load;

import org.careagent.neuron.load.client.Connection;
import org.careagent.neuron.load.client.Door;
import org.careagent.neuron.load.client.Json;
import org.careagent.neuron.load.client.Patient;
import org.careagent.neuron.load.client.ProviderAgent;
import org.careagent.neuron.load.client.Told;
import org.careagent.neuron.load.server.Installation;
import org.careagent.neuron.load.server.NeuronProcess;
import org.careagent.neuron.load.server.Options;
import org.careagent.neuron.load.server.Setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A hundred providers' agents that come and go, ten thousand patients, and a Neuron that is killed
/// twice: each provider learns of each of its patients (handshake protocol, section 6).
final class Introductions {
    private static final int PROVIDERS = 100;
    // Every fifth has a second connection, which shares the stream.
    private static final int SECOND_CONNECTION_ONE_IN = 5;
    private static final int CLIENTS = 16;
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);
    private static final Duration TO_THE_LAST = Duration.ofMinutes(2);
    private static final InetAddress PATIENTS_FROM = Door.from(3);
    private static final int MOST_SHOWN = 5;

    private final Report report;
    private final Installation installation;
    private final int patients = Integer.getInteger("load.patients", 10_000);
    private final Map<ProviderAgent, String> providers = new LinkedHashMap<>();
    private final Delivery delivery = new Delivery();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile NeuronProcess neuron;
    private volatile Door door;
    private volatile boolean over;

    private Introductions(Report report, Installation installation, NeuronProcess neuron) {
        this.report = report;
        this.installation = installation;
        this.neuron = neuron;
        this.door = neuron.door();
    }

    static void run(Report report, Options options) throws IOException, InterruptedException {
        Options durable = options.durable().startingFast();
        report.say("  a Neuron with " + durable.summary());
        try (Installation installation = Installation.make(durable, Setup.of())) {
            Introductions program = new Introductions(report, installation, installation.start());
            program.play();
        }
    }

    private void play() throws IOException, InterruptedException {
        register();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                attendances().forEach(threads::execute);
                comeAndKill(threads);
                report.figure(
                        "until the last patient was told", Figures.millis(Await.since(start)));
                var _ = Await.until(TO_THE_LAST, delivery::isComplete);
                report.figure("until the last provider knew", Figures.millis(Await.since(start)));
            } finally {
                over = true;
            }
            judge();
            neuron.close();
        }
    }

    private void register() throws IOException {
        for (int i = 0; i < PROVIDERS; i++) {
            ProviderAgent agent = ProviderAgent.numbered(i);
            require(
                    neuron.ask(
                            """
                            {"type":"provider.add","npi":"%s","name":"Dr. %d",\
                            "provider_types":["physician"],"public_key":"%s"}\
                            """
                                    .formatted(agent.npi(), i, agent.publicKey())));
            String created =
                    neuron.ask(
                            """
                            {"type":"api-key.create","name":"provider %d",\
                            "scope":["provider"],"npi":"%s"}\
                            """
                                    .formatted(i, agent.npi()));
            require(created);
            providers.put(agent, Json.member(created, "key"));
        }
    }

    private static void require(String answer) throws IOException {
        if (!Json.member(answer, "ok").equals("true")) {
            throw new IOException("the Neuron says: " + answer);
        }
    }

    // Half of them prove themselves by an API key, half by their own.
    private List<Attendance> attendances() {
        List<Attendance> all = new ArrayList<>();
        int number = 0;
        for (Map.Entry<ProviderAgent, String> provider : providers.entrySet()) {
            Optional<String> key =
                    number % 2 == 0 ? Optional.of(provider.getValue()) : Optional.empty();
            int times = number % SECOND_CONNECTION_ONE_IN == 0 ? 2 : 1;
            for (int i = 0; i < times; i++) {
                all.add(
                        new Attendance(
                                provider.getKey(),
                                key,
                                () -> door,
                                () -> over,
                                delivery,
                                connections));
            }
            number++;
        }
        return all;
    }

    private void comeAndKill(ExecutorService threads) throws IOException, InterruptedException {
        List<String> npis = providers.keySet().stream().map(ProviderAgent::npi).toList();
        Semaphore places = new Semaphore(CLIENTS);
        threads.execute(() -> {
            IntStream.range(0, patients)
                    .takeWhile(_ -> !over)
                    .forEach(i -> {
                        places.acquireUninterruptibly();
                        threads.execute(() -> {
                            visit(Patient.strangerTo(npis.get(i % npis.size())));
                            places.release();
                        });
                    });
        });
        for (int kill = 1; kill <= 2; kill++) {
            int enough = kill * patients / 3;
            var _ = Await.until(LONGEST_LOAD, () -> delivery.patients() >= enough);
            neuron.close();
            neuron = installation.start();
            door = neuron.door();
        }
        var _ = Await.until(LONGEST_LOAD, () -> delivery.patients() >= patients);
    }

    // Until it is told of its relationship.
    private void visit(Patient patient) {
        boolean told = false;
        while (!told && !over) {
            try (Connection connection = door.queue(PATIENTS_FROM)) {
                if (connection.answer().isUpgrade()
                        && connection.hearOut(patient) instanceof Told.Related related) {
                    delivery.told(related.relationshipId(), patient.providerNpi());
                    told = true;
                    connection.leave();
                }
            } catch (IOException _) {
                // The Neuron was killed: once more.
            }
        }
    }

    private void judge() throws IOException, InterruptedException {
        report.figure("patients told of a relationship", Figures.count(delivery.patients()));
        report.figure("introductions", Figures.count(delivery.introductions()));
        report.figure("  that came more than once", Figures.count(delivery.heardAgain()));
        report.figure("connections of providers", Figures.count(connections.get()));
        List<String> faults = delivery.faults();
        faults.stream().limit(MOST_SHOWN).forEach(it -> report.say("    FAULT: " + it));
        report.check(delivery.patients() == patients, "every patient is told");
        report.check(
                faults.isEmpty(),
                "each introduction is acknowledged by its provider, none lost, none for a stranger");
        report.check(pending() == 0, "nothing is pending, by polling");
    }

    private int pending() throws IOException, InterruptedException {
        int pending = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Map.Entry<ProviderAgent, String> provider : providers.entrySet()) {
                HttpResponse<String> answer =
                        http.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://%s:%d/v1/providers/%s/introductions"
                                                                .formatted(
                                                                        door.address()
                                                                                .getHostString(),
                                                                        door.address().getPort(),
                                                                        provider.getKey().npi())))
                                        .header("X-API-Key", provider.getValue())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                pending += answer.body().contains("introduction_id") ? 1 : 0;
                if (answer.statusCode() != 200) {
                    throw new IOException("answered " + answer.statusCode());
                }
            }
        }
        return pending;
    }
}
