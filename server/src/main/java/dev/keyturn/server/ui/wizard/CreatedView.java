// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.wizard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.client.ConsoleApi;
import java.util.List;
import java.util.stream.Stream;

/// What a rotation page says first after the rotation was made: its secrets, and how services read them.
public record CreatedView(List<Secret> secrets, List<Way> ways) {
    /// A secret that holds a part of the credential.
    public record Secret(String name, String address) {}

    /// A way to read it, in three lines.
    public record Way(String id, String name, String about, String code) {}

    /// @param rotation as the API answers it
    /// @param slug     of its project
    /// @param origin   of this server: `https://keyturn.example.test`
    public static CreatedView of(JsonNode rotation, String slug, String origin) {
        String environment = rotation.at("/environment/slug").asText();
        String path = rotation.at("/folder/path").asText();
        String address = "/projects/%s/%s/secrets?path=%s"
                .formatted(ConsoleApi.encoded(slug), ConsoleApi.encoded(environment), ConsoleApi.encoded(path));
        List<String> names = Stream.of("username", "password")
                .map(field -> rotation.path("secretsMapping").path(field).asText())
                .toList();
        String project = rotation.path("projectId").asText();
        return new CreatedView(
                names.stream()
                        .map(name -> new Secret(name, address + "&q=" + ConsoleApi.encoded(name)))
                        .toList(),
                List.of(
                        curl(rotation, origin),
                        node(names, origin, project, environment, path),
                        java(origin, project, environment, path),
                        command(origin, project, environment, path)));
    }

    /// Both at once and of one version.
    private static Way curl(JsonNode rotation, String origin) {
        return new Way("curl", "curl", "User name and password together, of one version", """
            TOKEN=…   # of a machine identity that may read these secrets
            curl -s -H "Authorization: Bearer $TOKEN" \\
              %s/api/v2/secret-rotations/%s/%s/active-credentials\
            """.formatted(
                origin, rotation.path("type").asText(), rotation.path("id").asText()));
    }

    private static Way node(List<String> names, String origin, String project, String environment, String path) {
        return new Way("node", "Node.js", "With @infisical/sdk", """
            const client = new InfisicalSDK({ siteUrl: "%s" });
            await client.auth().universalAuth.login({ clientId, clientSecret });
            const user = await client.secrets().getSecret({ secretName: "%s", projectId: "%s", environment: "%s", secretPath: "%s" });\
            """.formatted(
                        origin, names.getFirst(), project, environment, path));
    }

    private static Way java(String origin, String project, String environment, String path) {
        return new Way("java", "Java", "With com.infisical:sdk", """
            var client = new InfisicalSdk(new SdkConfig.Builder().withSiteUrl("%s").build());
            client.Auth().UniversalAuthLogin(clientId, clientSecret);
            var secrets = client.Secrets().ListSecrets("%s", "%s", "%s", false, false, false);\
            """.formatted(origin, project, environment, path));
    }

    private static Way command(String origin, String project, String environment, String path) {
        return new Way(
                "cli", "Command line", "With the infisical command", """
                    export INFISICAL_API_URL=%s/api
                    export INFISICAL_TOKEN=…   # of a machine identity
                    infisical run --projectId %s --env %s --path %s -- your-service\
                    """.formatted(origin, project, environment, path));
    }
}
