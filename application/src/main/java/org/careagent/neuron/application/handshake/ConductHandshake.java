package org.careagent.neuron.application.handshake;

import org.careagent.neuron.application.admission.SourceAddress;
import org.careagent.neuron.application.flood.Floods;
import org.careagent.neuron.application.journal.Journal;
import org.careagent.neuron.application.port.AuditEvent;
import org.careagent.neuron.application.port.ChangeStore.Outcome;
import org.careagent.neuron.application.port.IdSource;
import org.careagent.neuron.application.port.Measurements;
import org.careagent.neuron.application.port.Timers;
import org.careagent.neuron.application.port.Write;
import org.careagent.neuron.domain.handshake.AwaitingToken;
import org.careagent.neuron.domain.handshake.Handshake;
import org.careagent.neuron.domain.handshake.HandshakePolicy;
import org.careagent.neuron.domain.handshake.SessionId;
import org.careagent.neuron.domain.handshake.Transition;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The main use case: takes patient agents through the handshake (handshake protocol, sections 2 to
/// 4).
///
/// The facts come from a [FactFinder], the decisions from the domain; here a decision is carried
/// out: the change stored, the events audited, and only then the reply sent (section 9).
public final class ConductHandshake {
    private final HandshakePolicy policy;
    private final FactFinder facts;
    private final Journal journal;
    private final Floods floods;
    private final IdSource ids;
    private final Timers timers;
    private final InstantSource clock;
    private final Measurements measurements;
    private final Set<HandshakeSession> open = ConcurrentHashMap.newKeySet();

    /// Handshakes that nobody measures.
    public ConductHandshake(
            HandshakePolicy policy,
            FactFinder facts,
            Journal journal,
            Floods floods,
            IdSource ids,
            Timers timers,
            InstantSource clock) {
        this(policy, facts, journal, floods, ids, timers, clock, Measurements.NONE);
    }

    /// @param policy what the organisation has settled
    /// @param facts establishes what the domain decides on
    /// @param journal where decisions are stored and recorded
    /// @param floods keeps the trail from being filled from outside
    /// @param ids names sessions
    /// @param timers for the deadlines
    /// @param clock what deadlines and tokens are judged by
    /// @param measurements is told how long phases take, and what becomes of handshakes
    public ConductHandshake(
            HandshakePolicy policy,
            FactFinder facts,
            Journal journal,
            Floods floods,
            IdSource ids,
            Timers timers,
            InstantSource clock,
            Measurements measurements) {
        this.policy = policy;
        this.facts = facts;
        this.journal = journal;
        this.floods = floods;
        this.ids = ids;
        this.timers = timers;
        this.clock = clock;
        this.measurements = measurements;
    }

    /// Opens a session with `peer`; the time for the first message runs from now.
    ///
    /// @param source where it connects from
    public HandshakeSession open(PatientAgent peer, SourceAddress source) {
        SessionId id = new SessionId(ids.nextId());
        HandshakeSession session =
                new HandshakeSession(
                        this,
                        peer,
                        new Trace(floods, source.text()),
                        new Progress(measurements, clock),
                        AwaitingToken.open(id, policy, clock.instant()));
        open.add(session);
        session.armTimer();
        return session;
    }

    /// The sessions that are going on, the one opened first first (handshake protocol, section 8).
    public List<Handshake> sessions() {
        return open.stream()
                .map(HandshakeSession::state)
                .filter(state -> !(state instanceof Handshake.Ended))
                .sorted(Comparator.comparing(Handshake::startedAt))
                .toList();
    }

    void ended(HandshakeSession session) {
        open.remove(session);
    }

    FactFinder facts() {
        return facts;
    }

    Timers timers() {
        return timers;
    }

    InstantSource clock() {
        return clock;
    }

    /// Stores what `step` changes, and records what it is to leave in the audit trail.
    ///
    /// @param trace of the session
    /// @return whether both are durable; if not, the step was decided on facts that are no more,
    ///   and nothing was made of it
    boolean carryOut(Transition step, Trace trace) {
        List<AuditEvent> events = events(step, trace);
        return step.change()
                .map(change -> journal.commit(new Write.Relate(change), events))
                .orElseGet(() -> record(events))
                .equals(Outcome.APPLIED);
    }

    /// Records what `step`, which changes nothing, is to leave in the audit trail.
    void recordAlone(Transition step, Trace trace) {
        var _ = record(events(step, trace));
    }

    private Outcome record(List<AuditEvent> events) {
        journal.record(events);
        return Outcome.APPLIED;
    }

    private static List<AuditEvent> events(Transition step, Trace trace) {
        return trace.toRecord(step.events()).stream()
                .<AuditEvent>map(AuditEvent.OfHandshake::new)
                .toList();
    }
}
