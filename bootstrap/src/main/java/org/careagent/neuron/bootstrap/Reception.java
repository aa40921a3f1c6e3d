package org.careagent.neuron.bootstrap;

import org.careagent.neuron.adapters.inbound.rest.routes.StatusRoutes;
import org.careagent.neuron.application.admission.Admission;
import org.careagent.neuron.application.admission.AdmissionFigures;
import org.careagent.neuron.application.handshake.ConductHandshake;
import org.careagent.neuron.application.status.NeuronStatus;
import org.careagent.neuron.bootstrap.settings.Settings;
import org.careagent.neuron.domain.handshake.Handshake;

import java.util.List;
import java.util.function.Function;

/// What the Neuron tells about itself at the front desk.
final class Reception implements StatusRoutes.Running {
    private final Settings settings;
    private final ConductHandshake conduct;
    private final Admission admission;
    private final Function<AdmissionFigures, NeuronStatus> status;

    Reception(
            Settings settings,
            ConductHandshake conduct,
            Admission admission,
            Function<AdmissionFigures, NeuronStatus> status) {
        this.settings = settings;
        this.conduct = conduct;
        this.admission = admission;
        this.status = status;
    }

    @Override
    public NeuronStatus status() {
        return status.apply(admission.figures());
    }

    @Override
    public String organizationType() {
        return settings.organization().type();
    }

    @Override
    public List<Handshake> sessions() {
        return conduct.sessions();
    }

    @Override
    public AdmissionFigures occupancy() {
        return admission.figures();
    }
}
