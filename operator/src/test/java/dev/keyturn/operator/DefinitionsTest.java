// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.RedisVersion;
import dev.keyturn.operator.crd.petset.PlacementPolicy;
import dev.keyturn.operator.crd.redis.RedisSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionsTest {

    /// What no code of ours will ever read: it is kept for others.
    private static final Set<String> STORED_ONLY = Set.of(
            "PlacementPolicy.spec.ocm",
            "AppBinding.spec.secretTransforms",
            "AppBinding.spec.clientConfig.insecureSkipTLSVerify",
            "AppBinding.spec.clientConfig.service.query");

    private static final Set<Class<?>> CLUSTER_SCOPED =
            Set.of(RedisVersion.class, PostgresVersion.class, MSSQLServerVersion.class, PlacementPolicy.class);

    static List<Class<? extends CustomResource<?, ?>>> kinds() {
        return Kinds.ALL;
    }

    static List<Definition> definitions() {
        return Yaml.definitions().stream().map(Definition::new).toList();
    }

    @Test
    void each_kind_has_a_definition_and_each_definition_a_kind() {
        var names = definitions().stream().map(Definition::name).toList();

        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Kinds.ALL.stream().map(HasMetadata::getFullResourceName).toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void names_and_scope_are_those_of_the_type(Class<? extends CustomResource<?, ?>> type) {
        var definition = Definition.of(type);
        var shortNames = Optional.ofNullable(type.getAnnotation(ShortNames.class))
                .map(annotation -> List.of(annotation.value()))
                .orElse(List.of());

        assertThat(definition.spec().at("/names/kind").asText()).isEqualTo(HasMetadata.getKind(type));
        assertThat(definition.spec().at("/names/singular").asText()).isEqualTo(HasMetadata.getSingular(type));
        assertThat(definition.spec().at("/names/listKind").asText()).isEqualTo(HasMetadata.getKind(type) + "List");
        assertThat(texts(definition.spec().at("/names/shortNames"))).isEqualTo(shortNames);
        assertThat(definition.version().path("name").asText()).isEqualTo(HasMetadata.getVersion(type));
        assertThat(definition.spec().path("scope").asText())
                .isEqualTo(CLUSTER_SCOPED.contains(type) ? "Cluster" : "Namespaced");
        assertThat(Namespaced.class.isAssignableFrom(type)).isNotEqualTo(CLUSTER_SCOPED.contains(type));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void records_and_schema_have_the_same_fields_of_the_same_types(Class<? extends CustomResource<?, ?>> type) {
        var comparison = new Comparison(STORED_ONLY);
        var definition = Definition.of(type);

        compare(comparison, type, definition);

        assertThat(comparison.faults()).isEmpty();
        assertThat(definition.version().at("/subresources").has("status")).isEqualTo(typesOf(type)[1] != Void.class);
    }

    @Test
    void the_schemas_together_offer_each_constant_of_an_enum() {
        var comparison = new Comparison(STORED_ONLY);

        Kinds.ALL.forEach(type -> compare(comparison, type, Definition.of(type)));

        assertThat(comparison.offered()).isNotEmpty();
        comparison
                .offered()
                .forEach((type, offered) ->
                        assertThat(offered).as(type.getSimpleName()).isEqualTo(Comparison.constants(type)));
    }

    @Test
    void a_field_of_another_type_a_missing_and_a_foreign_one_are_reported() {
        var schema = (ObjectNode) Definition.of(Kinds.ALL.getFirst()).schema().at("/properties/spec");
        var properties = (ObjectNode) schema.path("properties");
        ((ObjectNode) properties.path("replicas")).put("type", "string");
        properties.remove("halted");
        properties.putObject("shards").put("type", "integer");
        properties.withArray("/mode/enum").add("Ring");
        var comparison = new Comparison(Set.of());

        comparison.compare("spec", RedisSpec.class, schema);

        assertThat(comparison.faults())
                .hasSize(4)
                .anyMatch(fault -> fault.startsWith("spec.replicas is"))
                .anyMatch(fault -> fault.startsWith("spec.halted is"))
                .anyMatch(fault -> fault.startsWith("spec.shards is in the schema"))
                .anyMatch(fault -> fault.startsWith("spec.mode offers"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void columns_categories_and_label_are_those_of_the_contract(Definition definition) {
        String group = definition.spec().path("group").asText();
        var columns = new ArrayList<String>();
        definition
                .version()
                .path("additionalPrinterColumns")
                .forEach(column -> columns.add(column.path("name").asText() + " "
                        + column.path("jsonPath").asText()));

        assertThat(definition
                        .root()
                        .at("/metadata/labels/app.kubernetes.io~1part-of")
                        .asText())
                .isEqualTo("keyturn");
        assertThat(texts(definition.spec().at("/names/categories")))
                .isEqualTo(CATEGORIES.getOrDefault(group, List.of()));
        assertThat(columns).last().isEqualTo("Age .metadata.creationTimestamp");
        assertThat(columns).containsAll(COLUMNS.getOrDefault(group, List.of()));
    }

    private static final Map<String, List<String>> CATEGORIES = Map.of(
            "kubedb.com", List.of("datastore", "kubedb", "appscode", "all"),
            "ops.kubedb.com", List.of("ops", "kubedb", "appscode"),
            "catalog.kubedb.com", List.of("catalog", "kubedb", "appscode"));

    private static final Map<String, List<String>> COLUMNS = Map.of(
            "kubedb.com", List.of("Version .spec.version", "Status .status.phase"),
            "ops.kubedb.com", List.of("Type .spec.type", "Status .status.phase"),
            "catalog.kubedb.com",
                    List.of("Version .spec.version", "DB_IMAGE .spec.db.image", "Deprecated .spec.deprecated"));

    private static void compare(Comparison comparison, Class<?> type, Definition definition) {
        Type[] types = typesOf(type);
        var properties = definition.schema().path("properties");
        comparison.compare(type.getSimpleName() + ".spec", types[0], properties.path("spec"));
        if (types[1] != Void.class) {
            comparison.compare(type.getSimpleName() + ".status", types[1], properties.path("status"));
        }
    }

    private static Type[] typesOf(Class<?> type) {
        return ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
