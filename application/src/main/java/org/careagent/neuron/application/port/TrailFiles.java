package org.careagent.neuron.application.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The files of an audit trail, to be carried elsewhere byte by byte.
@FunctionalInterface
public interface TrailFiles {
    /// What the trail is made of until `end`, and what vouches for it. All of that stays as it is,
    /// so it may be read at any time later, while the trail goes on.
    ///
    /// Throws an unchecked exception when the files cannot be read.
    ///
    /// @param end a place in this trail
    List<Part> until(AuditPosition end);

    /// A file, or the beginning of one.
    ///
    /// @param name where it belongs among the others: small letters, digits, `.` and `/`
    /// @param length in bytes
    /// @param content where it is read from
    record Part(String name, long length, Content content) {}

    /// What can be read.
    @FunctionalInterface
    interface Content {
        /// All of it, to be closed; the stream ends after the length that was said.
        InputStream open() throws IOException;
    }
}
