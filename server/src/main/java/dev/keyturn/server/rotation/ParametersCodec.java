// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/// Turns the parameters of a rotation into the text of their column, and back. They hold no secret.
final class ParametersCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .visibility(
                    com.fasterxml.jackson.annotation.PropertyAccessor.GETTER,
                    com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.NONE)
            .visibility(
                    com.fasterxml.jackson.annotation.PropertyAccessor.FIELD,
                    com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility.ANY)
            .build();

    private ParametersCodec() {}

    static String write(RotationParameters parameters) {
        try {
            return JSON.writeValueAsString(parameters);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("parameters could not be written", impossible);
        }
    }

    static RotationParameters read(RotationType type, String text) {
        Class<? extends RotationParameters> kind = type.isSql() ? SqlParameters.class : RedisParameters.class;
        try {
            return JSON.readValue(text, kind);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("stored parameters are not readable by this release", damaged);
        }
    }
}
