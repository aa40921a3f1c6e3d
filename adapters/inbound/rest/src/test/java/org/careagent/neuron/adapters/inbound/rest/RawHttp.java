package org.careagent.neuron.adapters.inbound.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Pattern;

/// Sends what no HTTP client would, and shows all that came back.
///
/// @param head the status line and the headers
/// @param body what follows them, up to the end of the connection
record RawHttp(String head, String body) {
    private static final int PATIENCE_MS = 10_000;
    private static final Pattern END_OF_HEAD = Pattern.compile("\r\n\r\n");

    /// One request without a body, on a connection of its own.
    static RawHttp exchange(int port, String requestLine, String... headers) throws IOException {
        String request = requestLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            // Helidon 4.5 keeps the connection open even if it is asked to close it.
            socket.shutdownOutput();
            return of(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        }
    }

    private static RawHttp of(String answer) {
        String[] parts = END_OF_HEAD.split(answer, 2);
        return new RawHttp(parts[0], parts.length == 2 ? parts[1] : "");
    }

    int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }
}
