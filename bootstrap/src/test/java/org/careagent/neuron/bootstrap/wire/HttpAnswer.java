package org.careagent.neuron.bootstrap.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The head of an answer (RFC 9112).
record HttpAnswer(int status, List<String> fields) {
    private static final String VERSION = "HTTP/1.1 ";
    private static final int LONGEST_HEAD = 16_384;

    /// Reads a head, and the body that its length tells of.
    static HttpAnswer read(DataInputStream in) throws IOException {
        HttpAnswer answer = parse(head(in));
        int length =
                answer.values("Content-Length").mapToInt(Integer::parseInt).findFirst().orElse(0);
        in.skipNBytes(length);
        return answer;
    }

    private static String head(DataInputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            if (head.size() == LONGEST_HEAD) {
                throw new AssertionError("no answer of HTTP: " + head);
            }
            int next = in.read();
            if (next == -1) {
                throw new EOFException("after: " + head.toString(ISO_8859_1));
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static HttpAnswer parse(String head) {
        List<String> lines = head.lines().toList();
        String first = lines.getFirst();
        if (!first.startsWith(VERSION)) {
            throw new AssertionError("no answer of HTTP/1.1: " + first);
        }
        int status = Integer.parseInt(first.substring(VERSION.length(), VERSION.length() + 3));
        return new HttpAnswer(status, lines.subList(1, lines.size() - 1));
    }

    /// The values of a field, in the order of its lines.
    Stream<String> values(String name) {
        return fields.stream()
                .map(line -> line.split(":", 2))
                .filter(field -> field[0].equalsIgnoreCase(name))
                .map(field -> field[1].strip());
    }

    /// The members of a list that a field is, in lower case.
    List<String> tokens(String name) {
        return values(name)
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// Whether the server says that it ends the connection.
    boolean saysClose() {
        return tokens("Connection").contains("close");
    }
}
