package org.careagent.neuron.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.domain.access.ApiKeyId;
import org.careagent.neuron.domain.handshake.HandshakeEvent;
import org.careagent.neuron.domain.identity.AgentId;
import org.careagent.neuron.domain.identity.Npi;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What every [AuditTrail] does.
public abstract class AuditTrailContract {
    private static final int CALLERS = 8;
    private static final int CALLS = 25;
    private static final int EVENTS_A_CALL = 3;

    /// The trail under test, the same one all through a test; empty at first.
    protected abstract AuditTrail trail();

    /// What was recorded, in order.
    protected abstract List<Recorded> recorded();

    /// An event as an auditor finds it.
    ///
    /// @param action as in the audit log's table
    /// @param actor who did it, where the entry names somebody
    public record Recorded(String action, Optional<String> actor) {
        /// What an auditor is to find of `event`.
        public static Recorded of(AuditEvent event) {
            return switch (event) {
                case AuditEvent.NeuronStarted _ -> byNobody("neuron_start");
                case AuditEvent.NeuronStopped _ -> byNobody("neuron_stop");
                case AuditEvent.ProviderAdded(_, Actor by) -> by(by, "registration.provider_added");
                case AuditEvent.ProviderRemoved(_, Actor by) ->
                        by(by, "registration.provider_removed");
                case AuditEvent.PatientReleased(AgentId patient, _) ->
                        by(patient, "consent.patient_released");
                case AuditEvent.ConsentMended(_, AgentId patient) -> by(patient, "consent.mended");
                case AuditEvent.RelationshipTerminated(_, Npi provider, _) ->
                        new Recorded(
                                "termination.relationship_terminated",
                                Optional.of(provider.digits()));
                case AuditEvent.KeyRotated(_, _, Actor by) -> by(by, "key.rotated");
                case AuditEvent.BackupMade(_, _, Actor by) -> by(by, "backup");
                case AuditEvent.BackupRestored(_, _, Actor by) -> by(by, "restore");
                case AuditEvent.TrailBegunAnew _ -> byNobody("audit.repaired");
                case AuditEvent.RefusalsCoalesced _ -> byNobody("connection.refusals_coalesced");
                case AuditEvent.AuthFailuresCoalesced _ -> byNobody("auth_failures_coalesced");
                case AuditEvent.ApiKeyCreated(_, Actor by) -> by(by, "api_key.created");
                case AuditEvent.ApiKeyRevoked(_, Actor by) -> by(by, "api_key.revoked");
                case AuditEvent.ApiRequested(_, _, ApiKeyId key) ->
                        by(Actor.key(key), "api_request");
                case AuditEvent.AuthFailed _ -> byNobody("auth_failure");
                case AuditEvent.RateLimited(_, _, ApiKeyId key) ->
                        by(Actor.key(key), "rate_limited");
                case AuditEvent.OfHandshake(HandshakeEvent happened) -> of(happened);
            };
        }

        private static Recorded of(HandshakeEvent event) {
            return switch (event) {
                case HandshakeEvent.Started e -> by(e.patient(), "connection.handshake_started");
                case HandshakeEvent.Completed e ->
                        by(e.patient(), "connection.handshake_completed");
                case HandshakeEvent.Failed e -> by(e.patient(), "connection.handshake_failed");
                case HandshakeEvent.TimedOut e -> by(e.patient(), "connection.timeout");
                case HandshakeEvent.RelationshipEstablished e ->
                        by(e.patient(), "consent.relationship_established");
                case HandshakeEvent.RelationshipRenewed e ->
                        by(e.patient(), "consent.relationship_renewed");
            };
        }

        private static Recorded byNobody(String action) {
            return new Recorded(action, Optional.empty());
        }

        private static Recorded by(Actor actor, String action) {
            return new Recorded(action, Optional.of(actor.name()));
        }

        private static Recorded by(AgentId patient, String action) {
            return by(Optional.of(patient), action);
        }

        private static Recorded by(Optional<AgentId> patient, String action) {
            return new Recorded(action, patient.map(AgentId::value));
        }
    }

    @Test
    void recordsEveryKindOfEventInItsOrder() {
        List<AuditEvent> events = AuditEventSamples.ofEveryKind();

        trail().record(events);

        assertThat(recorded()).isEqualTo(asRecorded(events));
    }

    @Test
    void theSamplesAreOfEveryKind() {
        List<Class<?>> kinds = new ArrayList<>();
        for (AuditEvent event : AuditEventSamples.ofEveryKind()) {
            kinds.add(
                    event instanceof AuditEvent.OfHandshake(HandshakeEvent happened)
                            ? happened.getClass()
                            : event.getClass());
        }

        assertThat(kinds).contains(HandshakeEvent.class.getPermittedSubclasses());
        assertThat(Stream.concat(kinds.stream(), Stream.of(AuditEvent.OfHandshake.class)))
                .contains(AuditEvent.class.getPermittedSubclasses());
    }

    @Test
    void recordsCallsInTheirOrder() {
        trail().record(AuditEventSamples.startedBy("first"));
        trail().record(AuditEventSamples.startedBy("second"));
        trail().record(List.of());
        trail().record(AuditEventSamples.startedBy("third"));

        assertThat(actors()).containsExactly("first", "second", "third");
    }

    @Test
    void recordsTheLongestConsent() {
        trail().record(AuditEventSamples.longest());
        trail().record(AuditEventSamples.startedBy("next"));

        assertThat(recorded())
                .containsExactlyElementsOf(
                        asRecorded(
                                List.of(
                                        AuditEventSamples.longest(),
                                        AuditEventSamples.startedBy("next"))));
    }

    @Test
    void keepsTheEventsOfOneCallTogether() throws Exception {
        AuditTrail trail = trail();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = "caller " + caller;
                running.add(callers.submit(() -> callOften(trail, name)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        List<String> found = actors();
        assertThat(found).hasSize(CALLERS * CALLS * EVENTS_A_CALL);
        for (int start = 0; start < found.size(); start += EVENTS_A_CALL) {
            String call = found.get(start).substring(0, found.get(start).lastIndexOf(' '));
            assertThat(found.subList(start, start + EVENTS_A_CALL)).isEqualTo(namesOfCall(call));
        }
    }

    @Test
    void keepsTheOrderOfEachCaller() throws Exception {
        AuditTrail trail = trail();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> one = callers.submit(() -> callOften(trail, "one"));
            Future<?> other = callers.submit(() -> callOften(trail, "other"));
            one.get();
            other.get();
        }

        assertThat(actors().stream().filter(name -> name.startsWith("one ")))
                .containsExactlyElementsOf(
                        IntStream.range(0, CALLS)
                                .mapToObj(call -> namesOfCall("one " + call))
                                .flatMap(List::stream)
                                .toList());
    }

    /// Whoever is being stopped still has to leave a trace, and must not spoil the trail for
    /// others: an interrupted thread closes a `java.nio` channel that it writes to.
    @Test
    void recordsForAnInterruptedThreadAndForTheNextOne() throws Exception {
        AuditTrail trail = trail();
        Thread interrupted =
                Thread.ofVirtual()
                        .start(() -> {
                            Thread.currentThread().interrupt();
                            trail.record(AuditEventSamples.startedBy("interrupted"));
                            if (Thread.currentThread().isInterrupted()) {
                                trail.record(AuditEventSamples.startedBy("still"));
                            }
                        });
        interrupted.join();

        trail.record(AuditEventSamples.startedBy("next"));

        assertThat(actors()).containsExactly("interrupted", "still", "next");
    }

    @Test
    void endsWhereTheLastAppendSaid() {
        assertThat(trail().end()).isEqualTo(AuditPosition.BEGINNING);

        AuditPosition first = append("one");
        AuditPosition second = append("two", "three");

        assertThat(first.sequence()).isEqualTo(1);
        assertThat(second.sequence()).isEqualTo(3);
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(trail().end()).isEqualTo(second);
    }

    @Test
    void tellsWhatWasRecordedSinceAPosition() {
        AuditPosition first = append("one");
        AuditPosition last = append("two", "three");

        assertThat(since(AuditPosition.BEGINNING)).hasSize(3);
        assertThat(since(first))
                .extracting(RecordedNote::note)
                .containsExactlyElementsOf(notesOf("two", "three"));
        assertThat(since(last)).isEmpty();
    }

    @Test
    void knowsNoPositionOfAnotherTrail() {
        AuditPosition last = append("one");

        assertThat(trail().since(new AuditPosition(1, "f".repeat(64)))).isEmpty();
        assertThat(trail().since(new AuditPosition(last.sequence() + 1, last.hash()))).isEmpty();
    }

    @Test
    void tellsWhichRelationshipAnEntryFoundedOrMended() {
        trail().record(
                        List.of(
                                AuditEventSamples.longest(),
                                new AuditEvent.ConsentMended(
                                        AuditEventSamples.RELATIONSHIP, AuditEventSamples.PATIENT),
                                AuditEventSamples.startedBy("next")));

        assertThat(since(AuditPosition.BEGINNING))
                .extracting(RecordedNote::subject)
                .containsExactly(
                        new RecordedNote.Subject.Established(
                                AuditEventSamples.RELATIONSHIP, AuditEventSamples.PATIENT),
                        new RecordedNote.Subject.Mended(AuditEventSamples.RELATIONSHIP),
                        new RecordedNote.Subject.Other());
    }

    private AuditPosition append(String... patients) {
        return trail().append(notesOf(patients));
    }

    private List<AuditNote> notesOf(String... patients) {
        return trail().notes(Stream.of(patients).map(AuditEventSamples::startedBy).toList());
    }

    private List<RecordedNote> since(AuditPosition position) {
        try (Stream<RecordedNote> found = trail().since(position).orElseThrow()) {
            return found.toList();
        }
    }

    private static void callOften(AuditTrail trail, String caller) {
        for (int call = 0; call < CALLS; call++) {
            trail.record(
                    namesOfCall(caller + " " + call).stream()
                            .map(AuditEventSamples::startedBy)
                            .toList());
        }
    }

    private static List<String> namesOfCall(String call) {
        return IntStream.range(0, EVENTS_A_CALL).mapToObj(event -> call + " " + event).toList();
    }

    private static List<Recorded> asRecorded(List<AuditEvent> events) {
        return events.stream().map(Recorded::of).toList();
    }

    private List<String> actors() {
        return recorded().stream().map(Recorded::actor).flatMap(Optional::stream).toList();
    }
}
