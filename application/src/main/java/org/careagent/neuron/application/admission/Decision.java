package org.careagent.neuron.application.admission;

import org.careagent.neuron.application.admission.Admission.Place;

/// What has been decided about a guest, for good.
sealed interface Decision {
    /// Whose it is.
    Place place();

    /// The place is the guest's.
    record Admit(Place place) implements Decision {}

    /// The guest gets no place.
    record TurnAway(Place place, TurnedAway why) implements Decision {}
}
