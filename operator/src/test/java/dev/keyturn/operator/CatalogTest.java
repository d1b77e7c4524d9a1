// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final List<JsonNode> CATALOG = Yaml.catalog();

    @Test
    void the_versions_are_those_that_public_guides_name() {
        assertThat(names("RedisVersion"))
                .containsExactlyInAnyOrder("6.2.14", "7.2.4", "7.4.1", "7.4.6", "8.0.4", "8.2.2", "valkey-8.1.1");
        assertThat(names("PostgresVersion"))
                .containsExactlyInAnyOrderElementsOf(Stream.of("13.13", "16.1", "16.13", "17.4", "17.9", "18.3")
                        .flatMap(version -> Stream.of(version, version + "-bookworm"))
                        .toList());
        assertThat(names("MSSQLServerVersion"))
                .containsExactlyInAnyOrder("2022-cu12", "2022-cu14", "2022-cu16", "2022-cu19", "2022-cu22", "2025-cu0");
    }

    @Test
    void the_images_are_upstream_ones_and_run_as_the_user_that_they_are_made_for() {
        assertThat(CATALOG).allSatisfy(version -> {
            String image = version.at("/spec/db/image").asText();
            assertThat(image).matches("(redis|valkey/valkey|postgres|mcr\\.microsoft\\.com/mssql/server):[\\w.-]+");
            assertThat(version.at("/spec/securityContext/runAsUser").asLong()).isEqualTo(userOf(image));
            assertThat(List.of(
                            version.at("/spec/coordinator/image").asText(),
                            version.at("/spec/exporter/image").asText(),
                            version.at("/spec/initContainer/image").asText()))
                    .containsOnly(image);
        });
    }

    private static long userOf(String image) {
        if (image.contains("mssql")) {
            return 10001;
        }
        return image.endsWith("-alpine") ? 70 : 999;
    }

    private static List<String> names(String kind) {
        return CATALOG.stream()
                .filter(version -> version.path("kind").asText().equals(kind))
                .map(version -> version.at("/metadata/name").asText())
                .toList();
    }
}
