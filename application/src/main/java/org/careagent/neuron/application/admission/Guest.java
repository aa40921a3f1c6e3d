package org.careagent.neuron.application.admission;

/// Somebody at the door. Exactly one of [#admitted(Admission.Place)] and [#turnedAway(TurnedAway)]
/// is called, once, unless the guest leaves before; on any thread, and maybe while the guest
/// leaves. What they throw is logged and harms nobody else.
public interface Guest {
    /// Whom it counts for.
    SourceAddress source();

    /// Its turn has come. Others may wait for the return, so it must not take long. If it throws,
    /// the place is lost.
    ///
    /// @param place what it has got; to be left as soon as it is no longer needed
    void admitted(Admission.Place place);

    /// It gets no place. Others may wait for the return, so it must not take long.
    void turnedAway(TurnedAway why);
}
