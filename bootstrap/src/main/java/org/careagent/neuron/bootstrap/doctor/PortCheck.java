package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.settings.Settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The port that agents connect to: free for the Neuron, or its own already.
record PortCheck(Surroundings all) implements Check {
    private static final int FIRST_UNPRIVILEGED = 1024;

    @Override
    public String subject() {
        return "port";
    }

    @Override
    public List<Finding> findings() {
        if (all.settings().server().port() == 0) {
            return List.of(Finding.ok(subject(), "any free one, which is printed at start"));
        }
        boolean neuronAnswers =
                all.ownHealth()
                        .filter(probe ->
                                probe instanceof Probe.Answered answered && answered.isOfNeuron())
                        .isPresent();
        return List.of(
                switch (all.presence()) {
                    case Presence.Running _ -> neuronAnswers ? served() : notServed();
                    case Presence.Absent() -> neuronAnswers ? ofAnotherNeuron() : tried();
                    case Presence.Silent(), Presence.Barred() ->
                            neuronAnswers ? served() : triedBesideNeuron();
                });
    }

    private Finding served() {
        return Finding.ok(subject(), port() + ", the Neuron answers there");
    }

    private Finding notServed() {
        return Finding.fault(
                subject(),
                "the Neuron runs, and does not answer on port " + port(),
                "If server.host or server.port was changed since it was started: neuron stop, then"
                        + " neuron start. Else look at its log.");
    }

    private Finding ofAnotherNeuron() {
        return Finding.fault(
                subject(),
                "another Neuron, with another data folder, answers on port " + port(),
                "Stop that one, or set another server.port.");
    }

    private Finding tried() {
        return obstacle()
                .map(this::notFree)
                .orElseGet(() -> Finding.ok(subject(), port() + " is free"));
    }

    private Finding triedBesideNeuron() {
        return obstacle().isEmpty()
                ? Finding.ok(subject(), port() + " is free")
                : Finding.warning(
                        subject(),
                        port() + " is taken, by the Neuron that seems to run or by another program",
                        "See what is said of neuron.");
    }

    /// Opens the port, and closes it at once; what the system says if that fails.
    private Optional<String> obstacle() {
        Settings.Server server = all.settings().server();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(server.host(), server.port()), 1);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Finding notFree(String why) {
        boolean forbidden =
                all.settings().server().port() < FIRST_UNPRIVILEGED
                        && why.toLowerCase(Locale.ROOT).contains("denied");
        return forbidden
                ? Finding.fault(
                        subject(),
                        "port " + port() + " cannot be opened: " + why,
                        "Ports below 1024 are for the administrator as a rule: set server.port to a"
                                + " higher one, and let a proxy pass on to it.")
                : Finding.fault(
                        subject(),
                        "port " + port() + " is taken by another program: " + why,
                        "Find out which (Linux: ss -ltnp), and stop it; or set another"
                                + " server.port.");
    }

    private String port() {
        Settings.Server server = all.settings().server();
        return server.port() + " of " + server.host();
    }
}
