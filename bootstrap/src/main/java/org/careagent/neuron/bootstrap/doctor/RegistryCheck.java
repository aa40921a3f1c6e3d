package org.careagent.neuron.bootstrap.doctor;

import java.net.URI;
import java.util.List;

/// The network's registry, if there is one.
record RegistryCheck(Surroundings all) implements Check {
    @Override
    public String subject() {
        return "registry";
    }

    @Override
    public List<Finding> findings() {
        return List.of(
                all.settings()
                        .axon()
                        .registry()
                        .flatMap(uri -> all.registry().map(probe -> finding(uri, probe)))
                        .orElseGet(() -> Finding.ok(subject(), "none: this Neuron runs alone")));
    }

    private Finding finding(URI address, Probe probe) {
        return switch (probe) {
            case Probe.Answered answered ->
                    Finding.ok(
                            subject(),
                            Web.shown(address) + " answers (HTTP " + answered.status() + ")");
            case Probe.Unanswered(String why) -> unanswered(Web.shown(address) + ": " + why);
        };
    }

    private Finding unanswered(String words) {
        String advice = "Check axon.registryUrl, and that this machine may connect to it.";
        return all.settings().axon().required()
                ? Finding.fault(subject(), words + "; axon.required is true", advice)
                : Finding.warning(subject(), words, advice + " The Neuron runs without it.");
    }
}
