package org.careagent.neuron.bootstrap.doctor;

import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the organisation says that this Neuron is reached.
record EndpointCheck(Surroundings all) implements Check {
    private static final int OK = 200;
    private static final String ADVICE = "Set it to the address where they reach this Neuron.";

    @Override
    public String subject() {
        return "endpoint";
    }

    @Override
    public List<Finding> findings() {
        Settings settings = all.settings();
        Optional<URI> address = settings.axon().endpoint().map(AgentEndpoint::uri).map(URI::create);
        return address.isPresent() ? configured(address.get()) : withoutAddress(settings.server());
    }

    private List<Finding> withoutAddress(Settings.Server server) {
        if (!server.isOpenToAll()) {
            return List.of(
                    Finding.ok(
                            subject(),
                            "axon.endpointUrl is not set: agents are told localhost, which does for"
                                    + " this machine alone"));
        }
        // Without TLS, the check of TLS has the same advice.
        return server.tls().isEmpty()
                ? List.of()
                : List.of(
                        Finding.warning(
                                subject(),
                                "axon.endpointUrl is not set: agents are told localhost, where those"
                                        + " of other machines find nobody",
                                ADVICE));
    }

    private List<Finding> configured(URI address) {
        if (Web.isThisMachine(address) && all.settings().server().isOpenToAll()) {
            return List.of(
                    Finding.warning(
                            subject(),
                            "axon.endpointUrl is "
                                    + Web.shown(address)
                                    + ", where agents of other machines find nobody",
                            ADVICE));
        }
        List<Finding> findings = new ArrayList<>();
        all.endpoint().ifPresent(probe -> findings.add(answer(Web.shown(address), probe)));
        all.endpoint().flatMap(this::certificate).ifPresent(findings::add);
        return findings;
    }

    private Finding answer(String address, Probe probe) {
        if (!(all.presence() instanceof Presence.Running)) {
            return Finding.ok(
                    subject(), address + " (no Neuron answers on this machine: not tried)");
        }
        return switch (probe) {
            case Probe.Answered answered ->
                    answered.status() == OK && answered.isOfNeuron()
                            ? Finding.ok(subject(), address + " leads to a Neuron")
                            : misled(
                                    address
                                            + "/health is answered (HTTP "
                                            + answered.status()
                                            + "), and not as a Neuron in good health does");
            case Probe.Unanswered(String why) ->
                    misled(address + " is not reached from here: " + why);
        };
    }

    private Finding misled(String words) {
        return Finding.warning(
                subject(),
                words,
                "Check axon.endpointUrl, and that a proxy there passes on to port "
                        + all.settings().server().port()
                        + ". Some networks let nobody inside in by the outer address: then try it"
                        + " from outside.");
    }

    Optional<Finding> certificate(Probe probe) {
        return switch (probe) {
            case Probe.Unanswered _ -> Optional.empty();
            case Probe.Answered answered ->
                    answered.certificateEnd().filter(this::isNear).map(this::ending);
        };
    }

    private boolean isNear(Instant end) {
        return Validity.isNear(end, all.clock().instant());
    }

    private Finding ending(Instant end) {
        return Finding.warning(
                subject(),
                "the TLS certificate there ends " + end,
                "Renew it, and let a proxy load it: from then on agents cannot connect.");
    }
}
