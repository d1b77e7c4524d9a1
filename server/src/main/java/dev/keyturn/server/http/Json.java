// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// JSON as the contract wants it. Reading is strict: UTF-8 only, no duplicate key, at most 64 levels,
/// nothing after the end. Times are written in UTC with milliseconds, an empty [java.util.Optional] as
/// `null`.
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(new InstantWriter()))
            .build();

    private Json() {}

    /// Reads the body of a request.
    ///
    /// @throws ApiError if it is not a JSON object
    static ObjectNode object(byte[] utf8) {
        if (utf8.length == 0) {
            return MAPPER.createObjectNode();
        }
        var node = parse(text(utf8));
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node.isMissingNode() || node.isNull()) {
            return MAPPER.createObjectNode();
        }
        throw ApiError.badRequest("The body must be a JSON object");
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException _) {
            throw ApiError.badRequest("The body is not valid UTF-8");
        }
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw ApiError.badRequest("The body is not valid JSON (line %d, column %d)"
                    .formatted(where == null ? 1 : where.getLineNr(), where == null ? 1 : where.getColumnNr()));
        }
    }

    /// The JSON text of records, maps, lists and JSON nodes.
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + value.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    /// What a client would read of it.
    static JsonNode tree(Object value) {
        return parse(new String(write(value), StandardCharsets.UTF_8));
    }

    /// An object to fill, such as the body of a request.
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Reads text that the server itself wrote, such as a column of the store.
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException _) {
            throw new IllegalStateException("stored JSON cannot be read as " + type.getName());
        }
    }

    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(time(value));
        }
    }
}
