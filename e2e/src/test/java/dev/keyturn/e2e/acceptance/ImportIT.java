// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.acceptance;

import static dev.keyturn.e2e.api.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.e2e.api.Installation;
import dev.keyturn.e2e.api.Json;
import dev.keyturn.e2e.api.Project;
import dev.keyturn.e2e.process.Packaged;
import dev.keyturn.e2e.process.Packaged.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `keyturn import infisical` (K32), from one Keyturn into another: they speak the API that it reads.
@Tag("thorough")
class ImportIT {
    private final Stage stage = Stage.on(Store.SQLITE, "import-me");
    private final Installation destination = Store.POSTGRESQL.installation();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void brings_a_project_with_its_rotations_and_leaves_the_target_untouched() throws IOException {
        var rotation = stage.rotation("imported");
        rotation.rotate().ok();
        fill();
        List<String> accounts = stage.aclList();

        Ended dry = run("--dry-run");
        assertThat(dry.exitCode()).as(dry.text()).isEqualTo(1);
        assertThat(dry.text())
                .contains("would make  project import-me", "would make  secret import-me/qa/deep PLAIN")
                .contains("left out    connection redis import-me: no server gives its password away");
        assertThat(destination.api().get("/api/v1/projects/slug/import-me")).hasStatus(403);

        Ended without = run();
        assertThat(without.exitCode()).as(without.text()).isEqualTo(1);
        assertThat(without.text())
                .contains("left out    rotation import-me/dev/ imported: its connection is not there");

        Ended whole = run("--connections", passwords().toString());
        assertThat(whole.exitCode()).as(whole.text()).isZero();
        var project = new Project(
                destination.api(),
                destination.api().get("/api/v1/projects/slug/import-me").ok().text("/id"),
                "import-me");
        var imported = project.rotationByName("imported").ok();
        assertThat(imported)
                .has("/secretRotation/isAutoRotationEnabled", false)
                .has("/secretRotation/rotationInterval", 2);
        assertThat(project.secretValue(Project.passwordOf("imported")))
                .isEqualTo(rotation.published().password());
        assertThat(project.secretValue("PLAIN")).isEqualTo("one ${OTHER} value");
        assertThat(stage.aclList()).isEqualTo(accounts);

        Ended again = run("--connections", passwords().toString());
        assertThat(again.exitCode()).as(again.text()).isZero();
        assertThat(again.text()).contains("0 made, ");
        assertThat(dry.text() + without.text() + whole.text() + again.text())
                .doesNotContain(Stage.ROTATOR.password(), rotation.published().password(), "one ${OTHER} value");
    }

    @Test
    void says_what_it_needs_and_makes_nothing() {
        Ended nobody = Packaged.run(
                Map.of("KEYTURN_TOKEN", destination.token()),
                "import",
                "infisical",
                "--from",
                stage.installation().server().address().toString(),
                "--to",
                destination.server().address().toString());
        Ended refused = Packaged.run(
                Map.of("INFISICAL_TOKEN", "x", "KEYTURN_TOKEN", destination.token()),
                "import",
                "infisical",
                "--from",
                stage.installation().server().address().toString(),
                "--to",
                destination.server().address().toString());

        assertThat(nobody.exitCode()).as(nobody.text()).isEqualTo(2);
        assertThat(nobody.text()).contains("INFISICAL_TOKEN is needed");
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("was answered with 403");
    }

    private void fill() {
        var project = stage.project();
        project.createSecret("PLAIN", "one ${OTHER} value").ok();
        stage.api()
                .post(
                        "/api/v1/projects/" + project.id() + "/environments",
                        Json.object("{\"name\": \"Quality\", \"slug\": \"qa\"}"))
                .ok();
        stage.api().post("/api/v1/folders", Json.object("""
                        {"workspaceId": %s, "environment": "qa", "name": "deep", "path": "/"}""", project.id())).ok();
        stage.api()
                .post("/api/v3/secrets/raw/PLAIN", Json.object("""
                        {"workspaceId": %s, "environment": "qa", "secretPath": "/deep", "secretValue": ""}""", project.id()))
                .ok();
    }

    private Path passwords() throws IOException {
        return Files.writeString(
                folder.resolve("passwords.json"),
                Json.object("{\"import-me\": {\"password\": %s}}", Stage.ROTATOR.password())
                        .toString());
    }

    private Ended run(String... more) {
        var words = new ArrayList<>(List.of(
                "import",
                "infisical",
                "--from",
                stage.installation().server().address().toString(),
                "--project",
                "import-me"));
        words.addAll(List.of(more));
        return Packaged.run(
                Map.of(
                        "INFISICAL_TOKEN", stage.installation().token(),
                        "KEYTURN_TOKEN", destination.token(),
                        "KEYTURN_SERVER", destination.server().address().toString()),
                words.toArray(String[]::new));
    }
}
