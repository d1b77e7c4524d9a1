// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.crypto;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.keyturn.core.credential.Password;
import java.io.IOException;
import java.util.Arrays;

/// Turns records that hold passwords into the bytes that an [Envelope] seals, and back: the only place where a
/// [Password] becomes JSON.
///
/// Records are mapped as they stand, so that a new component is never forgotten. Reading is strict: an unknown, missing
/// or null component is an error. No error quotes a value.
public final class SealedJson {
    private final JsonMapper mapper;

    /// @param mixIns what the mapper has to know besides, such as the names of the parts of a sealed type
    public SealedJson(MixIn... mixIns) {
        var builder = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule()
                        .addSerializer(new PasswordText())
                        .addDeserializer(Password.class, new PasswordFromText()))
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        for (MixIn mixIn : mixIns) {
            builder.addMixIn(mixIn.type(), mixIn.annotations());
        }
        this.mapper = builder.build();
    }

    /// Annotations for a type that does not know JSON.
    public record MixIn(Class<?> type, Class<?> annotations) {}

    /// @return JSON with passwords in it; wipe it once it is sealed
    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (IOException impossible) {
            // no cause: it may quote the value
            throw new IllegalStateException("a " + value.getClass().getSimpleName() + " could not be written: "
                    + impossible.getClass().getSimpleName());
        }
    }

    /// Reads what [#write] made, and wipes it.
    public <T> T read(byte[] opened, Class<T> type) {
        try {
            return mapper.readValue(opened, type);
        } catch (IOException damaged) {
            // no cause: it may quote the value
            throw new IllegalStateException("a stored " + type.getSimpleName() + " is not readable by this release ("
                    + damaged.getClass().getSimpleName()
                    + "); start the release that wrote it, or restore a backup");
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
    }

    private static final class PasswordText extends StdSerializer<Password> {
        private static final long serialVersionUID = 1L;

        PasswordText() {
            super(Password.class);
        }

        @Override
        public void serialize(Password password, JsonGenerator to, SerializerProvider provider) throws IOException {
            to.writeString(password.reveal());
        }
    }

    private static final class PasswordFromText extends StdDeserializer<Password> {
        private static final long serialVersionUID = 1L;

        PasswordFromText() {
            super(Password.class);
        }

        @Override
        public Password deserialize(JsonParser from, DeserializationContext context) throws IOException {
            return Password.of(from.getText());
        }
    }
}
