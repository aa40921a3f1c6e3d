package org.careagent.neuron.adapters.inbound.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

import org.careagent.neuron.application.introduction.IntroductionStreams;
import org.careagent.neuron.application.introduction.ProviderAgent;
import org.careagent.neuron.application.introduction.ProviderMessage;
import org.careagent.neuron.application.introduction.StreamEnd;
import org.careagent.neuron.application.introduction.StreamSession;
import org.careagent.neuron.application.introduction.Visit;
import org.careagent.neuron.domain.entrance.ProviderChallenge;
import org.careagent.neuron.domain.relationship.Introduction;

import java.util.Optional;

/// One connection to a provider's stream: turns what comes into messages for [IntroductionStreams],
/// and what it has to say into what goes out.
public final class ProviderListener implements WsListener {
    private static final HeaderName API_KEY = HeaderNames.create("X-API-Key");
    private static final int UNREADABLE = 4002;
    private static final int REFUSED = 4003;
    private static final int TRY_AGAIN_LATER = 1013;

    private final IntroductionStreams streams;
    private final Visit visit;
    private final Optional<String> apiKey;
    private final Runnable keep;
    private volatile Optional<StreamSession> session = Optional.empty();

    /// @param visit whose stream is asked for, and from where
    /// @param headers of the request
    /// @param keep is run once the other end has shown who it is
    public ProviderListener(
            IntroductionStreams streams, Visit visit, Headers headers, Runnable keep) {
        this.streams = streams;
        this.visit = visit;
        this.apiKey = headers.first(API_KEY);
        this.keep = keep;
    }

    @Override
    public void onOpen(WsSession connection) {
        session = Optional.of(streams.open(new Connected(connection, keep), visit, apiKey));
    }

    @Override
    public void onMessage(WsSession connection, String text, boolean last) {
        receive(ProviderMessages.read(text));
    }

    @Override
    public void onMessage(WsSession connection, BufferData buffer, boolean last) {
        receive(new ProviderMessage.Unreadable());
    }

    private void receive(ProviderMessage message) {
        session.ifPresent(open -> open.receive(message));
    }

    @Override
    public void onPong(WsSession connection, BufferData buffer) {
        session.ifPresent(StreamSession::heard);
    }

    @Override
    public void onClose(WsSession connection, int status, String reason) {
        session.ifPresent(StreamSession::peerLeft);
    }

    @Override
    public void onError(WsSession connection, Throwable thrown) {
        session.ifPresentOrElse(
                open -> open.failed(thrown),
                () -> new Connected(connection, keep).end(StreamEnd.SERVER_FAULT));
    }

    /// The provider's agent at the other end of `connection`.
    private record Connected(WsSession connection, Runnable keep) implements ProviderAgent {
        @Override
        public void challenge(ProviderChallenge challenge) {
            connection.send(ProviderMessages.write(challenge), true);
        }

        @Override
        public void admitted() {
            keep.run();
        }

        @Override
        public void introduce(Introduction introduction) {
            connection.send(ProviderMessages.write(introduction), true);
        }

        @Override
        public void ping() {
            connection.ping(BufferData.empty());
        }

        @Override
        public void end(StreamEnd why) {
            var _ =
                    switch (why) {
                        case REFUSED -> connection.close(REFUSED, "Refused");
                        case UNREADABLE -> connection.close(UNREADABLE, "Invalid message");
                        case CROWDED -> connection.close(TRY_AGAIN_LATER, "Too many connections");
                        case SILENT -> connection.terminate();
                        case SERVER_FAULT ->
                                connection.close(
                                        WsCloseCodes.UNEXPECTED_CONDITION, "Internal server error");
                    };
        }
    }
}
