package org.careagent.neuron.adapters.inbound.rest.http;

import io.helidon.http.Header;

import org.careagent.neuron.domain.identity.Bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What is read in a browser or by a program, and stays as it is.
///
/// @param type its media type
/// @param tag names this content among others of its path: an entity tag (RFC 9110, section 8.8.3)
/// @param headers besides those that every document has
public record Document(String type, Bytes content, String tag, List<Header> headers) {
    /// Keeps the headers as they are now.
    public Document {
        headers = List.copyOf(headers);
    }

    /// A document whose tag is made of its content.
    public static Document of(String type, byte[] content, Header... headers) {
        return new Document(type, Bytes.of(content), tagOf(content), List.of(headers));
    }

    private static String tagOf(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
