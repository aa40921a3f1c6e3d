package org.careagent.neuron.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.careagent.neuron.bootstrap.client.Json;
import org.careagent.neuron.bootstrap.client.Patient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How far a handshake has come (handshake protocol, section 8).
enum Stage {
    /// Before the challenge.
    AUTHENTICATING,
    /// After it.
    CHALLENGED;

    /// A session that has come as far as this.
    ///
    /// @param connection on which nothing is left to read
    /// @param message the right next one, as JSON
    record Session(RawConnection connection, String message) implements AutoCloseable {
        @Override
        public void close() {
            connection.close();
        }
    }

    /// A new session of a patient nobody has seen before.
    Session reach(Door door) {
        Patient patient = Patient.stranger();
        RawConnection connection = door.enter();
        Map<String, Object> message = patient.auth(Door.PROVIDER);
        if (this == CHALLENGED) {
            connection.send(Frames.text(Json.write(message)));
            Heard challenge = connection.next();
            assertThat(challenge.what()).isEqualTo("handshake.challenge");
            message = patient.answer(challenge.members());
        }
        return new Session(connection, Json.write(message));
    }

    /// What `answers` are at this stage: [Row#PROGRESS] is what the right message brings, and after
    /// a close comes nothing.
    List<String> expected(List<String> answers) {
        List<String> expected = new ArrayList<>();
        for (String answer : answers.stream().flatMap(this::meant).toList()) {
            expected.add(answer);
            if (answer.startsWith("close")) {
                break;
            }
        }
        return expected;
    }

    private Stream<String> meant(String answer) {
        return answer.equals(Row.PROGRESS) ? progress() : Stream.of(answer);
    }

    private Stream<String> progress() {
        return switch (this) {
            case AUTHENTICATING -> Stream.of("handshake.challenge");
            case CHALLENGED -> Stream.of("handshake.complete", "close 1000");
        };
    }
}
