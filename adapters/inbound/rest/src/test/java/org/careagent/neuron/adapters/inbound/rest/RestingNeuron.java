package org.careagent.neuron.adapters.inbound.rest;

import org.careagent.neuron.adapters.inbound.rest.routes.StatusRoutes;
import org.careagent.neuron.application.admission.AdmissionFigures;
import org.careagent.neuron.application.status.NeuronStatus;
import org.careagent.neuron.domain.handshake.Handshake;
import org.careagent.neuron.domain.identity.Npi;

import java.time.Duration;
import java.util.List;

/// A Neuron at which nothing goes on, of an organisation without providers.
final class RestingNeuron implements StatusRoutes.Running {
    static final Npi ORGANIZATION = new Npi("1234567893");

    @Override
    public NeuronStatus status() {
        return new NeuronStatus(
                NeuronStatus.Phase.RUNNING,
                Duration.ofSeconds(5),
                ORGANIZATION,
                "Lakeside Clinic",
                NeuronStatus.Registry.UNREGISTERED,
                0,
                0,
                0,
                "1.0.0",
                "node-1");
    }

    @Override
    public String organizationType() {
        return "clinic";
    }

    @Override
    public List<Handshake> sessions() {
        return List.of();
    }

    @Override
    public AdmissionFigures occupancy() {
        throw new UnsupportedOperationException("nobody asks how full it is");
    }
}
