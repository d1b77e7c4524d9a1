// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.io.IOException;
import java.io.OutputStream;

/// The body of an answer that is written piece by piece, because nobody knows how long it gets. If writing fails, the
/// connection ends without the end of the body, so the client sees that something is missing.
///
/// @param type   its media type
/// @param writer writes it, on the thread that answers
public record Streamed(String type, Writer writer) {
    /// Writes a body.
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream to) throws IOException;
    }
}
