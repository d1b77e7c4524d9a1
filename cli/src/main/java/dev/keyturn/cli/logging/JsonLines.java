// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// One JSON object a line: `time`, `level`, `logger`, `thread`, `message`, the keys of the event beside them, and
/// `exception` where there is one.
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = new byte[0];

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new ByteArrayOutputStream();
        try (var generator = json.createGenerator(line)) {
            generator.writeStartObject();
            write(event, generator);
            generator.writeEndObject();
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return line.toByteArray();
    }

    private static void write(ILoggingEvent event, JsonGenerator generator) throws IOException {
        generator.writeStringField("time", event.getInstant().toString());
        generator.writeStringField("level", event.getLevel().toString());
        generator.writeStringField("logger", event.getLoggerName());
        generator.writeStringField("thread", event.getThreadName());
        generator.writeStringField("message", event.getFormattedMessage());
        for (var pair : Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of())) {
            generator.writeStringField(pair.key, String.valueOf(pair.value));
        }
        if (event.getThrowableProxy() != null) {
            generator.writeStringField("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }
}
