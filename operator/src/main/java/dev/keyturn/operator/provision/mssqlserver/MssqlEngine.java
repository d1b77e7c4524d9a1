// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.mssqlserver;

import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.target.Tls;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersion;
import dev.keyturn.operator.crd.catalog.MSSQLServerVersionSpec;
import dev.keyturn.operator.crd.catalog.SecurityContext;
import dev.keyturn.operator.crd.database.Configuration;
import dev.keyturn.operator.crd.database.ServiceAlias;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServerSpec;
import dev.keyturn.operator.crd.mssqlserver.Topology;
import dev.keyturn.operator.crd.ops.MSSQLServerOpsRequest;
import dev.keyturn.operator.provision.Accounts;
import dev.keyturn.operator.provision.Bindings;
import dev.keyturn.operator.provision.Blueprint;
import dev.keyturn.operator.provision.Budgets;
import dev.keyturn.operator.provision.Containers;
import dev.keyturn.operator.provision.Engine;
import dev.keyturn.operator.provision.EngineVersion;
import dev.keyturn.operator.provision.Groundwork;
import dev.keyturn.operator.provision.Membership;
import dev.keyturn.operator.provision.Nodes;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.Pair;
import dev.keyturn.operator.provision.PetSets;
import dev.keyturn.operator.provision.Pods;
import dev.keyturn.operator.provision.Services;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// SQL Server, standalone.
public final class MssqlEngine implements Engine<MSSQLServerSpec, MSSQLServer> {

    private static final long RUN_AS = 10_001;

    private final NodeDriver driver;
    private final Certificates certificates;

    public MssqlEngine(NodeDriver driver, Certificates certificates) {
        this.driver = driver;
        this.certificates = certificates;
    }

    @Override
    public Class<MSSQLServer> resource() {
        return MSSQLServer.class;
    }

    @Override
    public Class<? extends HasMetadata> versions() {
        return MSSQLServerVersion.class;
    }

    @Override
    public MSSQLServerOpsRequest request() {
        return new MSSQLServerOpsRequest();
    }

    @Override
    public EngineVersion version(HasMetadata versionObject) {
        MSSQLServerVersionSpec spec = ((MSSQLServerVersion) versionObject).getSpec();
        return new EngineVersion(
                spec.version(),
                "mssqlserver",
                spec.db().image(),
                spec.securityContext().flatMap(SecurityContext::runAsUser).orElse(RUN_AS));
    }

    @Override
    public String user() {
        return "sa";
    }

    @Override
    public boolean userIsFixed() {
        return true;
    }

    @Override
    public boolean takesAnybody(MSSQLServerSpec spec) {
        return false;
    }

    @Override
    public Optional<String> notSupported(MSSQLServerSpec spec) {
        return spec.topology().map(Topology::mode).map(mode -> switch (mode) {
            case AVAILABILITY_GROUP -> "topology mode AvailabilityGroup is not implemented by Keyturn yet (stage S2)";
            case DISTRIBUTED_AG -> "topology mode DistributedAG is not implemented by Keyturn yet (stage S3)";
        });
    }

    @Override
    public Groundwork<MSSQLServerSpec> groundwork() {
        return certificates;
    }

    @Override
    public List<HasMetadata> surroundings(Blueprint<MSSQLServerSpec> blueprint) {
        Offshoots names = blueprint.names();
        List<HasMetadata> children = new ArrayList<>();
        children.add(
                Services.governing(names, names.selector(), new Services.Port("db", MssqlPods.PORT, Containers.PORT)));
        children.add(Services.of(
                names,
                names.name(),
                names.selector(),
                new Services.Port("primary", MssqlPods.PORT, Containers.PORT),
                Services.template(blueprint.spec().serviceTemplates(), ServiceAlias.PRIMARY)));
        children.addAll(Accounts.of(names, Pods.account(names, blueprint.spec().podTemplate())));
        return children;
    }

    @Override
    public Configuration custom(MSSQLServerSpec spec) {
        return spec.configuration().orElseGet(() -> new Configuration(Optional.empty(), Map.of()));
    }

    @Override
    public Map<String, String> configuration(Blueprint<MSSQLServerSpec> blueprint, Map<String, String> custom) {
        boolean encryption = CertificatePlan.isForClients(blueprint.spec().tls());
        return Map.of(SettingsFile.NAME, SettingsFile.of(custom.getOrDefault(SettingsFile.NAME, ""), encryption));
    }

    @Override
    public Map<String, String> seeds(Blueprint<MSSQLServerSpec> blueprint, Optional<Pair> published) {
        return Map.of();
    }

    @Override
    public List<HasMetadata> workload(Blueprint<MSSQLServerSpec> blueprint) {
        Offshoots names = blueprint.names();
        return List.of(
                Containers.scripts(names, MssqlEngine.class),
                PetSets.of(
                        names,
                        names.name(),
                        1,
                        names.selector(),
                        blueprint.spec(),
                        new MssqlPods(blueprint).template()),
                Budgets.of(names, names.name(), names.selector()),
                Bindings.of(
                        blueprint,
                        new Bindings.Access(
                                "mssqlserver",
                                "tcp",
                                MssqlPods.PORT,
                                Optional.of("/"),
                                authorities(blueprint.tls()),
                                Optional.empty())));
    }

    @Override
    public int pods(MSSQLServerSpec spec) {
        return 1;
    }

    @Override
    public int port() {
        return MssqlPods.PORT;
    }

    @Override
    public NodeDriver driver() {
        return driver;
    }

    @Override
    public Membership members(Blueprint<MSSQLServerSpec> blueprint, Nodes nodes) {
        return Membership.whole();
    }

    private static Optional<String> authorities(Tls tls) {
        return switch (tls) {
            case Tls.Off() -> Optional.empty();
            case Tls.On on ->
                on.authorities()
                        .map(pem -> Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)));
        };
    }
}
