// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.cluster.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The password of a PostgreSQL of one node.
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
class PostgresRotationE2E extends RotationRows {

    PostgresRotationE2E() {
        super(Engine.POSTGRES);
    }

    @Override
    List<String> conditions() {
        return List.of(
                "RotateAuth/RotateAuth",
                "UpdateCredential/UpdateCredential",
                "UpdatePetSets/UpdatePetSets",
                "RestartNodes/RestartNodes",
                "Successful/Successful");
    }

    @Override
    List<String> conditionsOfARestart() {
        return List.of(
                "RotateAuth/RotateAuth",
                "UpdateCredential/UpdateCredential",
                "UpdatePetSets/UpdatePetSets",
                "RestartNodes/RestartNodes",
                "EvictPod/",
                "CheckPodReady--" + POD + "/",
                "CheckPodReady/",
                "Successful/Successful");
    }

    @Override
    List<String> events() {
        return List.of(
                "PauseDatabase",
                "PauseDatabase",
                "CredentialPublished",
                "VersionUpdate",
                "VersionUpdate",
                "ResumeDatabase",
                "ResumeDatabase",
                "Successful");
    }

    @Test
    void A11_another_user_name_is_refused_and_changes_nothing() {
        cluster().create(Wanted.secret("of-somebody", "somebody", "Copper-Valley-2086"));
        var before = orders().pairs();
        try (var request = orders().request(Wanted.live("to-somebody").of("of-somebody"))) {
            request.awaitPhase("Failed");

            assertThat(request.message("Failed")).contains("somebody").contains("postgres");
            assertThat(orders().pairs()).isEqualTo(before);
            orders().assertSettled(request);
        }
    }
}
