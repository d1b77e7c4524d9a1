// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.keyturn.core.credential.Password;
import java.io.IOException;
import java.util.Optional;

/// Turns records into JSON and back. A secret is a [Password] on our side, so that no record can print it.
final class ApiJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(new PasswordWriter())
                    .addDeserializer(Password.class, new PasswordReader()))
            .build();

    private ApiJson() {}

    static String write(Object body) throws JsonProcessingException {
        return MAPPER.writeValueAsString(body);
    }

    /// @throws IOException the text is not of this shape; the message does not quote it
    static <T> T read(String text, Class<T> shape) throws IOException {
        try {
            return MAPPER.readValue(text, shape);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IOException("The answer is no " + shape.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /// The `message` of an error, if the text is one.
    static Optional<String> message(String text) {
        try {
            JsonNode message = MAPPER.readTree(text).path("message");
            return message.isMissingNode() ? Optional.empty() : Optional.of(message.asText(message.toString()));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static final class PasswordWriter extends StdSerializer<Password> {

        private static final long serialVersionUID = 1;

        PasswordWriter() {
            super(Password.class);
        }

        @Override
        public void serialize(Password value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.reveal());
        }
    }

    private static final class PasswordReader extends StdDeserializer<Password> {

        private static final long serialVersionUID = 1;

        PasswordReader() {
            super(Password.class);
        }

        @Override
        public Password deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Password.of(json.getText());
        }
    }
}
