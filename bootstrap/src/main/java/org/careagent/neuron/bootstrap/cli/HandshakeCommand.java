package org.careagent.neuron.bootstrap.cli;

import org.careagent.neuron.adapters.outbound.handshakeclient.Errand;
import org.careagent.neuron.adapters.outbound.handshakeclient.HandshakeClient;
import org.careagent.neuron.adapters.outbound.handshakeclient.NeuronAddress;
import org.careagent.neuron.adapters.outbound.handshakeclient.Outcome;
import org.careagent.neuron.adapters.outbound.handshakeclient.PatientKeyFile;
import org.careagent.neuron.adapters.outbound.handshakeclient.PatientKeyPair;
import org.careagent.neuron.adapters.outbound.handshakeclient.Trace;
import org.careagent.neuron.adapters.outbound.handshakeclient.TrustedCertificates;
import org.careagent.neuron.domain.identity.AgentEndpoint;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.IdentifierText;
import org.careagent.neuron.domain.identity.Npi;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.net.ssl.SSLContext;

/// `neuron handshake`
@Command(
        name = "handshake",
        description = "Shake hands with a Neuron as a patient's agent does.",
        footer = {
            "",
            "Example: neuron handshake wss://clinic.example --provider 1245319599 --trace",
            "Exit status: 0 completed, 1 refused, 2 wrong usage, 69 not reachable, busy or",
            "no Neuron there, 70 the Neuron broke the protocol."
        })
final class HandshakeCommand implements Callable<Integer> {
    private static final int MOST_ACTIONS = 256;
    private static final int LONGEST_ACTION = 256;
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(60);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "URL", description = "ws: or wss:; path /ws/handshake if none.")
    private String url = "";

    @Option(
            names = "--provider",
            paramLabel = "NPI",
            required = true,
            description = "Whom the patient consents to.")
    private String provider = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Default: patient-agent.key; made if missing.")
    private Path key = Path.of("patient-agent.key");

    @Option(names = "--agent-id", paramLabel = "ID", description = "Default: made from the key.")
    private Optional<String> agentId = Optional.empty();

    @Option(
            names = "--endpoint",
            paramLabel = "URI",
            description = "Where this agent would be reached.")
    private String endpoint = "https://patient-agent.invalid/";

    @Option(
            names = "--action",
            paramLabel = "NAME",
            description = "A consented action; repeatable. Default: none.")
    private List<String> actions = List.of();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM certificates to trust, and no others.")
    private Optional<Path> ca = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "For all of it; default: 40s.")
    private Duration timeout = Duration.ofSeconds(40);

    @Option(names = "--trace", description = "Each message and its time, on standard error.")
    private boolean trace;

    @Option(names = "--json", description = "The outcome as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        requireActions();
        requirePatience();
        // All that can be wrong with the command is checked before a key is made.
        NeuronAddress address = address();
        Npi npi =
                value(Npi.parse(provider), "--provider must be 10 digits, the last a check digit");
        AgentEndpoint own =
                value(
                        AgentEndpoint.parse(endpoint),
                        "--endpoint must be a wss:, ws:, https: or http: URI");
        Optional<AgentId> id =
                agentId.map(text ->
                        value(
                                AgentId.parse(text),
                                "--agent-id must be of 1 to 256 visible characters"));
        SSLContext tls = ca.map(this::trusting).orElseGet(TrustedCertificates::usual);

        PatientKeyPair pair = keyPair();
        AgentId agent = id.orElseGet(() -> DerivedAgentId.of(pair));
        Errand errand = new Errand(address, npi, agent, own, actions, timeout);
        return report(errand, new HandshakeClient(pair, tls, InstantSource.system(), tracer()));
    }

    private int report(Errand errand, HandshakeClient client) throws InterruptedException {
        long start = System.nanoTime();
        Outcome outcome = client.visit(errand);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        HandshakeReport report = new HandshakeReport(outcome, errand.agent(), took);
        if (json) {
            report.writeJson(out(), err());
        } else {
            report.write(out(), err());
        }
        return report.exitStatus();
    }

    private Trace tracer() {
        return trace ? new TracePrinter(err()) : (_, _) -> {};
    }

    private NeuronAddress address() {
        return switch (NeuronAddress.parse(url)) {
            case NeuronAddress.Reading.Good(NeuronAddress address) -> address;
            case NeuronAddress.Reading.Bad(String why) -> throw wrong(why);
        };
    }

    private PatientKeyPair keyPair() {
        return switch (new PatientKeyFile(key).open()) {
            case PatientKeyFile.Opening.Opened(var pair, boolean made, var warning) -> {
                if (made) {
                    note("made a new patient's key: " + key);
                }
                warning.ifPresent(text -> note("warning: " + text));
                yield pair;
            }
            case PatientKeyFile.Opening.Unusable(String why) -> throw wrong("--key: " + why);
        };
    }

    private SSLContext trusting(Path pem) {
        try {
            return value(TrustedCertificates.in(pem), "--ca: " + pem + " holds no PEM certificate");
        } catch (IOException _) {
            throw wrong("--ca: cannot read " + pem);
        }
    }

    private void requireActions() {
        boolean fit =
                actions.size() <= MOST_ACTIONS
                        && actions.stream()
                                .allMatch(action ->
                                        action.length() <= LONGEST_ACTION
                                                && IdentifierText.isClean(action));
        if (!fit) {
            throw wrong("--action: at most 256, each of at most 256 visible characters");
        }
    }

    private void requirePatience() {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_PATIENCE) > 0) {
            throw wrong("--timeout must be more than 0 and at most 60m");
        }
    }

    private static <T> T value(Optional<T> parsed, String rule) {
        return parsed.orElseThrow(() -> wrong(rule));
    }

    private static CommandFailure wrong(String line) {
        return new CommandFailure(ExitStatus.USAGE, line);
    }

    private void note(String line) {
        err().println("neuron: " + line);
        err().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
