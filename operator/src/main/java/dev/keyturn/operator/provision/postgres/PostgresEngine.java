// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.postgres;

import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.operator.crd.catalog.PostgresSecurityContext;
import dev.keyturn.operator.crd.catalog.PostgresVersion;
import dev.keyturn.operator.crd.catalog.PostgresVersionSpec;
import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.database.ServiceAlias;
import dev.keyturn.operator.crd.ops.PostgresOpsRequest;
import dev.keyturn.operator.crd.postgres.ClientAuthMode;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.postgres.PostgresMode;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.crd.postgres.SslMode;
import dev.keyturn.operator.provision.Accounts;
import dev.keyturn.operator.provision.Bindings;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Budgets;
import dev.keyturn.operator.provision.Containers;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.EngineVersion;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.Pair;
import dev.keyturn.operator.provision.PetSets;
import dev.keyturn.operator.provision.Pods;
import dev.keyturn.operator.provision.Services;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL, one server a database.
public record PostgresEngine(NodeDriver driver) implements Engine<PostgresSpec, Postgres> {

    private static final long USER_OF_THE_DEBIAN_IMAGES = 999;

    @Override
    public Class<Postgres> resource() {
        return Postgres.class;
    }

    @Override
    public Class<PostgresVersion> versions() {
        return PostgresVersion.class;
    }

    @Override
    public PostgresOpsRequest request() {
        return new PostgresOpsRequest();
    }

    @Override
    public EngineVersion version(HasMetadata versionObject) {
        PostgresVersionSpec spec = ((PostgresVersion) versionObject).getSpec();
        return new EngineVersion(
                spec.version(),
                "postgres",
                spec.db().image(),
                spec.securityContext()
                        .flatMap(PostgresSecurityContext::runAsUser)
                        .orElse(USER_OF_THE_DEBIAN_IMAGES));
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public boolean userIsFixed() {
        return true;
    }

    @Override
    public boolean takesAnybody(PostgresSpec spec) {
        return false;
    }

    @Override
    public Optional<String> notSupported(PostgresSpec spec) {
        if (spec.replicas().orElse(1) > 1 || spec.mode().equals(Optional.of(PostgresMode.CLUSTER))) {
            return Optional.of("streaming replication is not implemented by Keyturn yet (stage S2): set replicas to 1");
        }
        if (spec.mode().equals(Optional.of(PostgresMode.REMOTE_REPLICA))) {
            return Optional.of("mode RemoteReplica is not implemented by Keyturn yet (stage S3)");
        }
        boolean encrypted = spec.tls().isPresent()
                || spec.clientAuthMode().equals(Optional.of(ClientAuthMode.CERT))
                || spec.sslMode().orElse(SslMode.DISABLE) != SslMode.DISABLE;
        return encrypted
                ? Optional.of("TLS for Postgres is not implemented by Keyturn yet (stage S2)")
                : Optional.empty();
    }

    @Override
    public List<HasMetadata> surroundings(Blueprint<PostgresSpec> blueprint) {
        Offshoots names = blueprint.names();
        List<HasMetadata> children = new ArrayList<>();
        children.add(Services.governing(
                names, PostgresPods.selector(names), new Services.Port("db", PostgresPods.PORT, Containers.PORT)));
        children.add(Services.of(
                names,
                names.name(),
                PostgresPods.primary(names),
                new Services.Port("primary", PostgresPods.PORT, Containers.PORT),
                Services.template(blueprint.spec().serviceTemplates(), ServiceAlias.PRIMARY)));
        children.addAll(Accounts.of(names, Pods.account(names, blueprint.spec().podTemplate())));
        return children;
    }

    @Override
    public Configuration custom(PostgresSpec spec) {
        return spec.configuration().orElseGet(() -> new Configuration(Optional.empty(), Map.of()));
    }

    @Override
    public Map<String, String> configuration(Blueprint<PostgresSpec> blueprint, Map<String, String> custom) {
        return new PostgresFiles(blueprint.spec(), blueprint.version()).all(custom);
    }

    @Override
    public Map<String, String> seeds(Blueprint<PostgresSpec> blueprint, Optional<Pair> published) {
        return Map.of();
    }

    @Override
    public List<HasMetadata> workload(Blueprint<PostgresSpec> blueprint) {
        Offshoots names = blueprint.names();
        Map<String, String> selector = PostgresPods.selector(names);
        return List.of(
                Containers.scripts(names, PostgresEngine.class),
                PetSets.of(names, names.name(), 1, selector, blueprint.spec(), new PostgresPods(blueprint).template()),
                Budgets.of(names, names.name(), selector),
                Bindings.of(
                        blueprint,
                        new Bindings.Access(
                                "postgres",
                                "postgresql",
                                PostgresPods.PORT,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }

    @Override
    public int pods(PostgresSpec spec) {
        return 1;
    }

    @Override
    public int port() {
        return PostgresPods.PORT;
    }

    @Override
    public Membership members(Blueprint<PostgresSpec> blueprint, Nodes nodes) {
        return Membership.whole();
    }
}
