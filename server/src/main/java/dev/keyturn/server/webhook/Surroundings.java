// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.webhook;

import dev.keyturn.server.secret.EnvironmentId;
import dev.keyturn.server.secret.FolderId;
import dev.keyturn.server.sql.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What every notice says of the folder in which something happened.
record Surroundings(
        EnvironmentId environment,
        String projectId,
        String projectName,
        String slug,
        String environmentName,
        String path) {
    /// Empty if the folder is gone.
    static Optional<Surroundings> of(Session session, FolderId folder) {
        return session.one(
                "SELECT p.id AS project_id, p.name AS project_name, e.id AS environment_id, e.slug,"
                        + " e.name AS environment_name, f.path FROM folder f"
                        + " JOIN environment e ON e.id = f.environment_id JOIN project p ON p.id = e.project_id"
                        + " WHERE f.id = ?",
                row -> new Surroundings(
                        new EnvironmentId(row.text("environment_id")),
                        row.text("project_id"),
                        row.text("project_name"),
                        row.text("slug"),
                        row.text("environment_name"),
                        row.text("path")),
                folder.value());
    }

    /// The `project` part of a notice about secrets.
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("projectId", projectId);
        body.put("projectName", projectName);
        body.put("environment", slug);
        body.put("secretPath", path);
        return body;
    }

    /// The `project` part of a notice about a rotation, as far as all have it.
    Map<String, Object> body(String rotation) {
        var body = new LinkedHashMap<String, Object>();
        body.put("projectId", projectId);
        body.put("projectName", projectName);
        body.put("environment", slug);
        body.put("environmentName", environmentName);
        body.put("secretPath", path);
        body.put("rotationName", rotation);
        return body;
    }
}
