package org.careagent.neuron.application.port;

import org.careagent.neuron.domain.identity.Npi;

/// Tells that somebody has yet to learn of a patient, as soon as that is durable, on whichever node
/// of the organisation the patient came (handshake protocol, section 6). It is a hint that may come
/// twice or too often: what there is to learn, the [IntroductionStore] knows.
///
/// Safe for use by many threads.
@FunctionalInterface
public interface IntroductionSignal {
    /// Lets `ear` hear from now on. Of what is stored by another node it hears within a second,
    /// unless the storage is away meanwhile; then once it is back.
    ///
    /// @param ear is called by any thread, also one that stores; it must not take long, nor throw
    Listening listen(Ear ear);

    /// Whoever listens.
    interface Ear {
        /// There may be something new for `provider`.
        void introduced(Npi provider);

        /// There may be something new for any provider: nobody could tell for a while.
        void introducedPerhaps();
    }

    /// That an ear hears.
    @FunctionalInterface
    interface Listening extends AutoCloseable {
        /// It hears no more, but for what is being said.
        @Override
        void close();
    }
}
