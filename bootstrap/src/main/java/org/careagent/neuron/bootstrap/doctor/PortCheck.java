package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.settings.Settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

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
                    case Presence.Silent(), Presence.Barred() -> neuronAnswers ? served() : tried();
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

    /// Opens the port, and closes it at once.
    private Finding tried() {
        Settings.Server server = all.settings().server();
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(server.host(), server.port()), 1);
            return Finding.ok(subject(), port() + " is free");
        } catch (IOException e) {
            return server.port() < FIRST_UNPRIVILEGED && !isTaken()
                    ? Finding.fault(
                            subject(),
                            "port " + port() + " cannot be opened: " + e.getMessage(),
                            "Ports below 1024 are for the administrator as a rule: set server.port"
                                    + " to a higher one, and let a proxy pass on to it.")
                    : Finding.fault(
                            subject(),
                            "port " + port() + " is taken by another program: " + e.getMessage(),
                            "Find out which (Linux: ss -ltnp), and stop it; or set another"
                                    + " server.port.");
        }
    }

    private boolean isTaken() {
        return all.ownHealth().filter(probe -> probe instanceof Probe.Answered).isPresent();
    }

    private String port() {
        Settings.Server server = all.settings().server();
        return server.port() + " of " + server.host();
    }
}
