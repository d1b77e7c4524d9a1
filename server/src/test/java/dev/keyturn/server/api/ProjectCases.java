// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.RunningServer;
import dev.keyturn.server.RunningServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A running server on any store with a project of its own for each test, and what is asked of both most.
@TestInstance(Lifecycle.PER_CLASS)
abstract class ProjectCases {
    static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private RunningServer server;
    private String token;
    private String project;

    /// What the server is told about a store that is empty.
    abstract Map<String, String> store();

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RunningServer.start(folder, store());
        token = server.bootstrap();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void makeProject() {
        project = newProject();
    }

    final String project() {
        return project;
    }

    /// Goes on in another project.
    final void enter(String other) {
        project = other;
    }

    final String newProject() {
        return call("POST", "/api/v1/projects", "{\"projectName\":\"My Shop\"}").text("/project/id");
    }

    final Answer call(String method, String path) {
        return server.call(token, method, path);
    }

    final Answer call(String method, String path, String body) {
        return server.call(token, method, path, body);
    }

    /// As somebody else than the administrator of the installation.
    final Answer callAs(String token, String method, String path) {
        return server.call(token, method, path);
    }

    final Answer callAs(String token, String method, String path, String body) {
        return server.call(token, method, path, body);
    }

    /// Sends a body that names the project, the environment `dev`, and what is given besides.
    final Answer send(String method, String path, String fields) {
        return call(method, path, placed("dev", fields));
    }

    final String placed(String environment, String fields) {
        return "{\"projectId\":\"%s\",\"environment\":\"%s\"%s}"
                .formatted(project, environment, fields.isEmpty() ? "" : "," + fields);
    }

    final Answer makeFolder(String name, String path) {
        return send("POST", "/api/v1/folders", "\"name\":\"%s\",\"path\":\"%s\"".formatted(name, path));
    }

    final Answer secret(String name, String value) {
        return send("POST", "/api/v4/secrets/" + name, "\"secretValue\":\"%s\"".formatted(value));
    }

    final Answer read(String path) {
        var separator = path.contains("?") ? "&" : "?";
        var where = path.contains("environment=") ? "" : "&environment=dev";
        return call("GET", path + separator + "projectId=" + project + where);
    }

    final String value(String name) {
        return read("/api/v4/secrets/" + name).text("/secret/secretValue");
    }
}
