package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.consent.PatientKey;
import org.careagent.neuron.domain.identity.AgentId;

/// An agent id, and the key that it is bound to.
public record Binding(AgentId patient, PatientKey key) {}
