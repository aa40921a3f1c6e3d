package org.careagent.neuron.adapters.outbound.handshakeclient;

import org.careagent.neuron.domain.identity.AgentEndpoint;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a Neuron shakes hands: a `ws:` or `wss:` URI with a path.
///
/// @param uri as it is connected to
public record NeuronAddress(URI uri) {
    private static final String USUAL_PATH = "/ws/handshake";
    private static final Pattern OWN_MACHINE =
            Pattern.compile("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]*)?(/.*)?");
    private static final String FORM =
            "URL must be the address of a Neuron, like wss://clinic.example/ws/handshake";

    /// What a text spells.
    public sealed interface Reading {
        /// An address.
        record Good(NeuronAddress address) implements Reading {}

        /// None.
        ///
        /// @param why what is wrong and what to type instead
        record Bad(String why) implements Reading {}
    }

    /// The address that `text` spells. `http:` and `https:` stand for `ws:` and `wss:`; without a
    /// path it is the usual one.
    public static Reading parse(String text) {
        if (!text.contains("://")) {
            return new Reading.Bad(FORM + suggestion(text));
        }
        Optional<NeuronAddress> address =
                AgentEndpoint.parse(text)
                        .map(endpoint -> URI.create(endpoint.uri()))
                        // A name with an underscore; the JDK cannot connect to it.
                        .filter(uri -> uri.getHost() != null)
                        .map(NeuronAddress::of);
        return address.<Reading>map(Reading.Good::new).orElseGet(() -> new Reading.Bad(FORM));
    }

    private static String suggestion(String text) {
        String scheme = OWN_MACHINE.matcher(text).matches() ? "ws://" : "wss://";
        return switch (parse(scheme + text)) {
            case Reading.Good(NeuronAddress address) -> "; did you mean " + address.uri() + " ?";
            case Reading.Bad _ -> "";
        };
    }

    private static NeuronAddress of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT).replace("http", "ws");
        String path = uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new NeuronAddress(
                URI.create(
                        scheme
                                + "://"
                                + uri.getRawAuthority()
                                + (path.isEmpty() || path.equals("/") ? USUAL_PATH : path)
                                + query));
    }

    /// The same place, for a plain request.
    URI plain() {
        return URI.create(uri.toString().replaceFirst("^ws", "http"));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
