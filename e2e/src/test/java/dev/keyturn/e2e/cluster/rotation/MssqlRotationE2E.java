// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The password of a SQL Server, with the wire double in its place: what is proved is the flow.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class MssqlRotationE2E extends RotationRows {

    private static final int PATIENCE_SECONDS = 60;

    MssqlRotationE2E() {
        super(Engine.SQL_SERVER);
    }

    @Override
    List<String> conditions() {
        return List.of(
                "RotateAuth/RotateAuth",
                "DatabasePauseSucceeded/DatabasePauseSucceeded",
                "UpdateCredential/UpdateCredential",
                "UpdatePetSets/UpdatePetSets",
                "RestartNodes/RestartNodes",
                "Successful/Successful");
    }

    @Override
    List<String> conditionsOfARestart() {
        return List.of(
                "RotateAuth/RotateAuth",
                "DatabasePauseSucceeded/DatabasePauseSucceeded",
                "UpdateCredential/UpdateCredential",
                "UpdatePetSets/UpdatePetSets",
                "RestartNodes/RestartNodes",
                "GetPod--" + POD + "/",
                "EvictPod--" + POD + "/",
                "CheckPodRunning--" + POD + "/",
                "Successful/Successful");
    }

    @Override
    List<String> events() {
        return List.of(
                "Starting", // the process
                "Starting", // to pause
                "Successful", // paused
                "CredentialPublished",
                "UpdatePetSets",
                "Starting", // to resume
                "Successful"); // resumed
    }

    /// After those that look at pods which were never restarted.
    @Test
    @Order(Integer.MAX_VALUE - 2)
    void A9_events_of_a_restart_have_the_reasons_and_order_of_the_contract() {
        try (var request = orders().request(Wanted.rotation("told"))) {
            request.awaitPhase("Successful");

            assertThat(orders().events().reasons(request.uid()))
                    .filteredOn(reason -> !reason.equals("Waiting")) // until a server that was killed is Ready again
                    .containsExactly(
                            "Starting", // the process
                            "Starting", // to pause
                            "Successful", // paused
                            "CredentialPublished",
                            "UpdatePetSets",
                            "GetPod",
                            "EvictPod",
                            "CheckPodRunning",
                            "RestartNodes",
                            "PreviousCredentialRetired",
                            "Starting", // to resume
                            "Successful"); // resumed
        }
    }

    @Test
    void A11_another_user_name_is_refused_and_changes_nothing() {
        cluster().create(Wanted.secret("of-admin", "admin", "Copper-Valley-2086"));
        var before = orders().pairs();
        try (var request = orders().request(Wanted.live("to-admin").of("of-admin"))) {
            request.awaitPhase("Failed");

            assertThat(request.message("Failed")).contains("admin").contains("sa");
            assertThat(orders().pairs()).isEqualTo(before);
            orders().assertSettled(request);
        }
    }

    @Test
    void a_password_that_the_policy_of_sa_forbids_is_refused_by_the_rehearsal() throws Exception {
        cluster().create(Wanted.secret("too-simple", "sa", "all-of-one-class"));
        var before = orders().pairs();
        administer("ALTER LOGIN sa WITH CHECK_POLICY = ON");
        try (var request = orders().request(Wanted.live("to-simple").of("too-simple"))) {
            request.awaitPhase("Failed");

            assertThat(request.reason("Failed")).isEqualTo("LiveChangeFailed");
            assertThat(request.message("Failed")).contains("15118").doesNotContain("all-of-one-class");
            assertThat(orders().pairs()).isEqualTo(before);
            orders().assertRefused(orders().login("sa", "all-of-one-class"));
            orders().assertSettled(request);
        } finally {
            administer("ALTER LOGIN sa WITH CHECK_POLICY = OFF");
        }
    }

    /// Its environment names the Secret of before: no pod was restarted for the published one.
    @Test
    void a_container_that_is_killed_comes_back_with_the_password_that_was_changed() {
        var pod = cluster().client().pods().inNamespace(cluster().namespace()).withName(POD);
        int before = container(pod.require()).getRestartCount();

        NodeProcess.of(cluster(), POD).kill();

        pod.waitUntilCondition(
                seen -> container(seen).getRestartCount() > before
                        && container(seen).getReady(),
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
        orders().assertAccepted(orders().published());
        orders().assertRefused(generated().after().current());
    }

    private void administer(String statement) throws SQLException {
        var address = new InetSocketAddress(orders().database().podAddress(POD), Engine.SQL_SERVER.port());
        new SqlServerConnection(address).run(orders().published(), statement);
    }

    private static ContainerStatus container(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }
}
