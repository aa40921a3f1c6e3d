package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.relationship.Introduction;

import java.time.Instant;
import java.util.Optional;

/// An introduction as a storage keeps it.
///
/// @param acknowledgedAt when the provider's agent said that it has it, if it did
public record KeptIntroduction(Introduction introduction, Optional<Instant> acknowledgedAt) {}
