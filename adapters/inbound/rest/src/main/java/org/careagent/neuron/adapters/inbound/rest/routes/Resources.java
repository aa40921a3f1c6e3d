package org.careagent.neuron.adapters.inbound.rest.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// What comes along with the program.
final class Resources {
    private Resources() {}

    /// The content of `name`, a path on the class path that begins with `/`.
    static byte[] read(String name) {
        try (InputStream stream =
                Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
