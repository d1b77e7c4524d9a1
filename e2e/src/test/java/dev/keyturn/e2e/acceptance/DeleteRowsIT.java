// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The ways a rotation leaves, on both stores.
@ParameterizedClass
@EnumSource(Store.class)
class DeleteRowsIT {

    private final Stage stage;

    DeleteRowsIT(Store store) {
        stage = Stage.shared(store, "delete-rows");
    }

    @Test
    void row_41_a_flag_that_is_no_boolean_deletes_nothing() {
        var rotation = stage.rotation("r41");

        assertThat(rotation.delete("?deleteSecrets=1")).isValidationFailure();
        assertThat(rotation.delete("?revokeGeneratedCredentials=yes")).isValidationFailure();

        assertThat(rotation.read()).isOk();
        assertThat(stage.logsIn(rotation.published())).isTrue();
        assertThat(stage.project().secret(Project.passwordOf("r41"))).isOk();
    }

    @Test
    void row_42_without_flags_credentials_and_secrets_stay_and_the_secrets_become_ordinary() {
        var rotation = stage.rotation("r42");
        rotation.rotate().ok();
        var sets = rotation.sets();
        var row = rotation.resource();
        String name = Project.passwordOf("r42");

        var deleted = stage.api().delete(rotation.path(), Json.object("{}")).ok();

        assertThat(deleted.at("/secretRotation")).isEqualTo(row);
        assertThat(rotation.read()).isNotFound();
        assertThat(sets).allMatch(stage::logsIn);
        assertThat(stage.project().updateSecret(name, "x")).isOk();
        assertThat(stage.project().secret(name)).has("/secret/secretValue", "x");
        assertThat(stage.project().secret(name).at("/secret/isRotatedSecret").asBoolean())
                .isFalse();
        assertThat(stage.project().deleteSecret(name)).isOk();
    }

    @Test
    void row_43_with_both_flags_users_and_secrets_are_gone() {
        var before = stage.aclList();
        var rotation = stage.rotation("r43");
        rotation.rotate().ok();
        var sets = rotation.sets();

        assertThat(rotation.delete("?deleteSecrets=true&revokeGeneratedCredentials=true"))
                .isOk();

        assertThat(sets).hasSize(2).noneMatch(stage::logsIn);
        assertThat(stage.aclList()).isEqualTo(before);
        assertThat(stage.project().secret(Project.usernameOf("r43"))).isNotFound();
        assertThat(stage.project().secret(Project.passwordOf("r43"))).isNotFound();
        assertThat(rotation.read()).isNotFound();
    }

    @Test
    void a_revocation_without_deletion_leaves_ordinary_secrets() {
        var rotation = stage.rotation("revoked");
        var pair = rotation.published();

        assertThat(rotation.delete("?revokeGeneratedCredentials=true")).isOk();

        assertThat(stage.logsIn(pair)).isFalse();
        assertThat(stage.project().secretValue(Project.passwordOf("revoked"))).isEqualTo(pair.password());
    }

    @Test
    void a_deletion_without_revocation_leaves_credentials_that_log_in() {
        var rotation = stage.rotation("kept");
        var pair = rotation.published();

        assertThat(rotation.delete("?deleteSecrets=true")).isOk();

        assertThat(stage.logsIn(pair)).isTrue();
        assertThat(stage.project().secret(Project.passwordOf("kept"))).isNotFound();
    }

    @Test
    void a_name_and_a_mapping_are_free_again_after_the_deletion() {
        stage.rotation("again")
                .delete("?deleteSecrets=true&revokeGeneratedCredentials=true")
                .ok();

        assertThat(stage.logsIn(stage.rotation("again").published())).isTrue();
    }
}
