package org.careagent.neuron.adapters.inbound.websocket;

import org.careagent.neuron.application.admission.SourceAddress;
import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

import org.careagent.neuron.application.handshake.ConductHandshake;
import org.careagent.neuron.application.handshake.HandshakeSession;
import org.careagent.neuron.application.handshake.PatientAgent;
import org.careagent.neuron.application.handshake.PatientMessage;
import org.careagent.neuron.domain.handshake.Refusal;
import org.careagent.neuron.domain.handshake.Reply;

import java.util.Optional;

/// One patient agent's connection, as the handshake sees it: turns what comes into messages for
/// [ConductHandshake], and its replies into what goes out.
public final class HandshakeListener implements WsListener {
    private static final System.Logger LOGGER = System.getLogger(HandshakeListener.class.getName());

    private final ConductHandshake conduct;
    private final SourceAddress source;
    private volatile Optional<HandshakeSession> session = Optional.empty();

    /// @param conduct takes the patient agent through the handshake
    /// @param source where it connects from
    public HandshakeListener(ConductHandshake conduct, SourceAddress source) {
        this.conduct = conduct;
        this.source = source;
    }

    @Override
    public void onOpen(WsSession connection) {
        session = Optional.of(conduct.open(new Connected(connection), source));
    }

    @Override
    public void onMessage(WsSession connection, String text, boolean last) {
        receive(MessageReader.read(text));
    }

    @Override
    public void onMessage(WsSession connection, BufferData buffer, boolean last) {
        receive(new PatientMessage.Unreadable("A message must be a text frame, not a binary one."));
    }

    @Override
    public void onClose(WsSession connection, int status, String reason) {
        session.ifPresent(HandshakeSession::peerLeft);
    }

    @Override
    public void onError(WsSession connection, Throwable thrown) {
        session.ifPresentOrElse(
                open -> open.failed(thrown), () -> failBeforeSession(connection, thrown));
    }

    private static void failBeforeSession(WsSession connection, Throwable thrown) {
        LOGGER.log(System.Logger.Level.ERROR, "no session could be opened", thrown);
        new Connected(connection).tell(new Reply.Refuse(new Refusal.ServerFault()));
    }

    private void receive(PatientMessage message) {
        session.ifPresent(open -> open.receive(message));
    }

    /// The patient agent at the other end of `connection`.
    private record Connected(WsSession connection) implements PatientAgent {
        @Override
        public void tell(Reply reply) {
            switch (reply) {
                case Reply.Challenge challenge ->
                        connection.send(MessageWriter.write(challenge), true);
                case Reply.Complete complete ->
                        sayLast(MessageWriter.write(complete), WsCloseCodes.NORMAL_CLOSE, "");
                case Reply.Refuse(var refusal) -> refuse(WireRefusal.of(refusal));
            }
        }

        private void refuse(WireRefusal refusal) {
            sayLast(MessageWriter.write(refusal), refusal.closeCode(), refusal.code().name());
        }

        private void sayLast(String text, int closeCode, String reason) {
            connection.send(text, true).close(closeCode, reason);
        }
    }
}
