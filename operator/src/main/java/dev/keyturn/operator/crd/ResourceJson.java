// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the resources are read and written: what is unknown is ignored, what is absent is an empty
/// [Optional] or an empty collection, and an empty [Optional] is not written. A client of the cluster has
/// to be given this serialization.
public final class ResourceJson {
    private ResourceJson() {}

    public static KubernetesSerialization serialization() {
        return new KubernetesSerialization(mapper(), true);
    }

    private static JsonMapper mapper() {
        var emptyForNull = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        var mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
        mapper.configOverride(Optional.class)
                .setInclude(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS));
        mapper.configOverride(List.class).setSetterInfo(emptyForNull);
        mapper.configOverride(Map.class).setSetterInfo(emptyForNull);
        return mapper;
    }
}
