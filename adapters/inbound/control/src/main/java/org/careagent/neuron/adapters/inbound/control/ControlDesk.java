package org.careagent.neuron.adapters.inbound.control;

import org.careagent.neuron.adapters.shared.rows.Rows;
import org.careagent.neuron.application.port.Actor;
import org.careagent.neuron.application.port.Timers;

import tools.jackson.databind.node.JsonNodeFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/// Answers whoever is at the control socket, in time, whatever happens behind it.
final class ControlDesk {
    /// Within which every request but a backup is answered (control socket specification).
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final System.Logger LOGGER = System.getLogger(ControlDesk.class.getName());
    private static final ControlAnswer TOO_SLOW =
            new ControlAnswer.No(
                    "not done within 5 s; it may still be: look again before you repeat it");

    private final Administration administration;
    private final RunningNeuron neuron;
    private final Timers timers;
    private final InstantSource clock;

    ControlDesk(
            Administration administration,
            RunningNeuron neuron,
            Timers timers,
            InstantSource clock) {
        this.administration = administration;
        this.neuron = neuron;
        this.timers = timers;
        this.clock = clock;
    }

    /// An answer, and what is to be done once it is out.
    record Reply(ControlAnswer answer, Runnable afterwards) {}

    /// Takes one line, without its end.
    Reply take(byte[] line, Actor by) {
        return switch (RequestReader.read(line)) {
            case RequestReader.Reading.Unreadable(String why) -> reply(new ControlAnswer.No(why));
            case RequestReader.Reading.Request(ControlRequest.Shutdown()) ->
                    new Reply(
                            new ControlAnswer.Done(JsonNodeFactory.instance.objectNode()),
                            neuron::shutDown);
            case RequestReader.Reading.Request(ControlRequest.Backup backup) ->
                    reply(answered(backup, by));
            case RequestReader.Reading.Request(var request) -> reply(inTime(request, by));
        };
    }

    private ControlAnswer inTime(ControlRequest request, Actor by) {
        CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
        Timers.Timer deadline =
                timers.schedule(clock.instant().plus(PATIENCE), () -> answer.complete(TOO_SLOW));
        Thread.ofVirtual().start(() -> answer.complete(answered(request, by)));
        ControlAnswer given = answer.join();
        deadline.cancel();
        return given;
    }

    private ControlAnswer answered(ControlRequest request, Actor by) {
        try {
            return switch (request) {
                case ControlRequest.Management management -> administration.answer(management, by);
                case ControlRequest.OfProcess _ ->
                        new ControlAnswer.Done(Rows.status(neuron.status()));
            };
        } catch (RuntimeException | Error e) {
            LOGGER.log(System.Logger.Level.ERROR, "a request of the control socket failed", e);
            return new ControlAnswer.Failed();
        }
    }

    private static Reply reply(ControlAnswer answer) {
        return new Reply(answer, () -> {});
    }
}
