package org.careagent.neuron.bootstrap.demo;

import org.careagent.neuron.adapters.outbound.handshakeclient.Errand;
import org.careagent.neuron.adapters.outbound.handshakeclient.Explanation;
import org.careagent.neuron.adapters.outbound.handshakeclient.HandshakeClient;
import org.careagent.neuron.adapters.outbound.handshakeclient.NeuronAddress;
import org.careagent.neuron.adapters.outbound.handshakeclient.Outcome;
import org.careagent.neuron.adapters.outbound.handshakeclient.PatientKeyPair;
import org.careagent.neuron.adapters.outbound.handshakeclient.TrustedCertificates;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.bootstrap.Neuron;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.bootstrap.settings.SettingsReader;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.careagent.neuron.domain.provider.Provider;
import org.careagent.neuron.domain.relationship.Relationship;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// One handshake through all the real parts, on this machine and in a temporary folder, told step
/// by step.
public final class Demo implements AutoCloseable {
    private static final Npi ORGANIZATION = new Npi("1234567893");
    private static final Npi PROVIDER = new Npi("1245319599");
    private static final AgentId PATIENT = new AgentId("patient-agent-7f3d2c9a51e84b06");
    private static final String EXAMPLE = "PatientAgent.java";

    private final Path folder;
    private final Story story;
    private final Neuron neuron;
    private final Settings settings;

    private Demo(Path folder, PrintStream out) {
        this.folder = folder;
        this.story = new Story(out);
        this.settings = settings(folder);
        this.neuron = Neuron.start(settings);
    }

    /// Starts a Neuron in a temporary folder.
    ///
    /// @param out where the story is told
    public static Demo start(PrintStream out) throws IOException {
        return new Demo(Files.createTempDirectory("neuron-demo-"), out);
    }

    /// The Neuron of the demo.
    public Neuron neuron() {
        return neuron;
    }

    /// Tells one handshake.
    ///
    /// @return whether it was completed
    public boolean tell() throws IOException, InterruptedException {
        story.step(
                "A Neuron for "
                        + settings.organization().name()
                        + " (NPI "
                        + ORGANIZATION
                        + ") opens its door:");
        story.detail("listens on     " + neuron.handshakeAddress());
        story.detail("database file  " + settings.storage().path() + ".mv.db");
        story.detail("audit file     " + settings.audit().path());

        Provider provider =
                new Provider(PROVIDER, "Dr. Ada Example", List.of("physician"), Optional.empty());
        var _ = neuron.registerProvider().register(provider, Actor.operator("demo"));
        story.step(provider.name() + " (NPI " + PROVIDER + ") is registered as a provider.");

        Outcome outcome = shakeHands();
        showWhatIsKept();
        boolean completed = outcome instanceof Outcome.Completed;
        story.step(
                completed
                        ? "Done: the patient's agent goes on to the provider's, without the Neuron."
                        : "The handshake was not completed; "
                                + Explanation.of(outcome).headline()
                                + ".");
        return completed;
    }

    private Outcome shakeHands() throws InterruptedException {
        Errand errand =
                new Errand(
                        new NeuronAddress(neuron.handshakeAddress()),
                        PROVIDER,
                        PATIENT,
                        new AgentEndpoint("wss://patient-agent.example/inbox"),
                        List.of("appointments.book", "messages.send"),
                        Duration.ofSeconds(40));
        return new HandshakeClient(
                        PatientKeyPair.generate(),
                        TrustedCertificates.usual(),
                        InstantSource.system(),
                        story)
                .visit(errand);
    }

    private void showWhatIsKept() throws IOException {
        story.step("What the Neuron has stored:");
        neuron.relationships()
                .standing(PATIENT, PROVIDER)
                .active()
                .ifPresentOrElse(this::show, () -> story.detail("no relationship"));
        story.step("What the auditor will find, each line chained to the one before by its hash:");
        Files.readAllLines(settings.audit().path()).forEach(story::detail);
    }

    private void show(Relationship relationship) {
        story.detail("relationship_id    " + relationship.id());
        story.detail("patient_agent_id   " + relationship.patient());
        story.detail("provider_npi       " + relationship.provider());
        story.detail("consented_actions  " + relationship.actions().entries());
        story.detail("created_at         " + relationship.createdAt());
    }

    /// Says how a client of one's own connects while the Neuron goes on serving.
    public void invite() throws IOException {
        Path example = folder.resolve(EXAMPLE);
        try (InputStream source =
                Objects.requireNonNull(Demo.class.getResourceAsStream("/examples/" + EXAMPLE))) {
            Files.copy(source, example);
        }
        URI address = neuron.handshakeAddress();
        story.step("The Neuron goes on serving. Connect a client of your own, say this one:");
        story.detail(
                java()
                        + " "
                        + example
                        + " "
                        + address
                        + " "
                        + PROVIDER
                        + " "
                        + folder.resolve("patient.key"));
        story.detail("A second time it is answered `existing`. Stop the Neuron with Ctrl-C.");
    }

    // The java that runs this is new enough; the one in PATH may not be.
    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /// Stops the Neuron and removes the temporary folder.
    @Override
    public void close() {
        neuron.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            story.detail("could not remove " + folder + ": " + e.getMessage());
        }
    }

    private static Settings settings(Path folder) {
        return SettingsReader.presetBut(
                Map.of(
                        "organization.npi",
                        ORGANIZATION.digits(),
                        "organization.name",
                        "Example Family Practice",
                        "server.host",
                        "127.0.0.1",
                        "server.port",
                        "0",
                        "storage.path",
                        folder.resolve("neuron.db").toString(),
                        "audit.path",
                        folder.resolve("audit.jsonl").toString()));
    }
}
