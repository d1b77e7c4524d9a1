// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.fuzz;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Values that are nearly right, by the name of their field: with nothing but nonsense no request would come further
/// than to the first check.
final class Plausible {
    private static final List<String> WORDS = List.of("alpha", "beta", "gamma", "KEY", "SUB", "folder");
    private static final Map<String, List<String>> CHOICES = Map.ofEntries(
            Map.entry("environment", List.of("\"dev\"", "\"dev\"", "\"prod\"", "\"none\"")),
            Map.entry("sourceEnvironment", List.of("\"dev\"")),
            Map.entry("destinationEnvironment", List.of("\"dev\"", "\"prod\"")),
            Map.entry("secretPath", List.of("\"/\"", "\"/\"", "\"/folder\"", "\"/folder/\"", "\"/a/../b\"")),
            Map.entry("path", List.of("\"/\"", "\"/folder\"")),
            Map.entry("type", List.of("\"shared\"", "\"personal\"", "\"secret-manager\"")),
            Map.entry("mode", List.of("\"upsert\"", "\"ignore\"", "\"failOnNotFound\"")),
            Map.entry("method", List.of("\"username-and-password\"")),
            Map.entry("secretValue", List.of("\"value\"", "\"${KEY}\"", "\"${dev.folder.KEY}${KEY}\"")),
            Map.entry("rotationInterval", List.of("1", "\"30\"", "0")),
            Map.entry("rotateAtUtc", List.of("{\"hours\":11.5,\"minutes\":59.9}", "{\"hours\":24,\"minutes\":0}")),
            Map.entry(
                    "secretsMapping",
                    List.of(
                            "{\"username\":\"FU\",\"password\":\"FP\"}",
                            "{\"username\":\"KEY\",\"password\":\"KEY\"}")),
            Map.entry(
                    "parameters",
                    List.of(
                            "{}",
                            "{\"permissionScope\":\"~* +@all\"}",
                            "{\"permissionScope\":\"~* nopass\"}",
                            "{\"passwordRequirements\":{\"length\":64,\"required\":{\"digits\":1,\"lowercase\":1,\"uppercase\":1,\"symbols\":1}}}")),
            Map.entry(
                    "schedule",
                    List.of(
                            "{\"cron\":\"*/5 * * * *\"}",
                            "{\"intervalSeconds\":60}",
                            "{\"localTime\":\"02:30\",\"timeZone\":\"Europe/Berlin\"}",
                            "null")),
            Map.entry("retirement", List.of("{\"holdWhileInUseSeconds\":1,\"disconnectClients\":true}")),
            Map.entry(
                    "import",
                    List.of(
                            "{\"environment\":\"dev\",\"path\":\"/folder\"}",
                            "{\"environment\":\"prod\",\"path\":\"/\"}")),
            Map.entry(
                    "secrets",
                    List.of(
                            "[{\"secretKey\":\"KEY\",\"secretValue\":\"v\"},{\"secretKey\":\"B\",\"secretValue\":\"w\"}]",
                            "[{}]")),
            Map.entry("secretMetadata", List.of("[{\"key\":\"team\",\"value\":\"shop\"}]")),
            Map.entry(
                    "permissions",
                    List.of(
                            "[{\"subject\":\"secrets\",\"action\":[\"read\"]}]",
                            "[{\"subject\":\"secrets\",\"action\":\"read\",\"conditions\":{\"environment\":{\"$glob\":\"d*\"}}}]")),
            Map.entry("role", List.of("\"admin\"", "\"member\"", "\"no-access\"")),
            Map.entry("roles", List.of("[{\"role\":\"viewer\"}]")),
            Map.entry("clientSecretTrustedIps", List.of("[{\"ipAddress\":\"0.0.0.0/0\"}]")),
            Map.entry("accessTokenTTL", List.of("60", "0", "999999999999")));
    private static final List<String> FLAGS = List.of(
            "isAutoRotationEnabled",
            "overwriteDestination",
            "shouldOverwrite",
            "force",
            "recursive",
            "skipMultilineEncoding",
            "deleteSecrets",
            "revokeGeneratedCredentials",
            "expandSecretReferences",
            "viewSecretValue",
            "include_imports",
            "includePersonalOverrides",
            "isReplication",
            "lockoutEnabled",
            "isPlatformManagedCredentials");
    private static final List<String> FREE = List.of(
            "projectId",
            "workspaceId",
            "workspaceSlug",
            "connectionId",
            "name",
            "newSecretName",
            "slug",
            "projectName",
            "secretKey",
            "secretComment",
            "description",
            "tagIds",
            "secretIds",
            "credentials",
            "position",
            "tagSlugs",
            "metadataFilter",
            "gracePeriodSeconds",
            "version",
            "limit",
            "offset",
            "cursor",
            "email",
            "password",
            "organization",
            "clientId",
            "clientSecret",
            "accessToken",
            "color",
            "nodes",
            "rotationMode",
            "initialCredentials",
            "accountSetup",
            "webhookUrl",
            "webhookSecretKey",
            "eventsFilter",
            "identityId",
            "ttl",
            "numUsesLimit",
            "action",
            "resolution");

    private final RandomGenerator random;
    private final Known known;

    Plausible(RandomGenerator random, Known known) {
        this.random = random;
        this.known = known;
    }

    /// What there is on the server, by the name of the field that refers to it.
    record Known(Map<String, String> ids) {}

    String field() {
        return switch (random.nextInt(4)) {
            case 0 -> FLAGS.get(random.nextInt(FLAGS.size()));
            case 1, 2 -> FREE.get(random.nextInt(FREE.size()));
            default -> pick(List.copyOf(CHOICES.keySet()).stream().sorted().toList());
        };
    }

    /// Fields that most requests need.
    List<String> usual() {
        return List.of(
                "projectId",
                "environment",
                "secretPath",
                "name",
                "secretValue",
                "connectionId",
                "rotationInterval",
                "secretsMapping",
                "parameters",
                "slug",
                "projectName");
    }

    /// As JSON.
    String json(String field) {
        if (known.ids().containsKey(field)) {
            return Hostile.quoted(known.ids().get(field));
        }
        if (CHOICES.containsKey(field)) {
            return pick(CHOICES.get(field));
        }
        if (FLAGS.contains(field)) {
            return random.nextBoolean() ? "true" : "false";
        }
        return switch (field) {
            case "tagIds", "secretIds", "nodes" -> "[]";
            case "position", "limit", "offset", "version", "gracePeriodSeconds" -> Integer.toString(random.nextInt(5));
            case "credentials" ->
                "{\"host\":\"127.0.0.1\",\"port\":1,\"username\":\"u\",\"password\":\"p\",\"sslEnabled\":false,\"sslRejectUnauthorized\":false}";
            default -> Hostile.quoted(pick(WORDS) + "-" + random.nextInt(50));
        };
    }

    /// As a part of a path or a query.
    String text(String field) {
        if (known.ids().containsKey(field)) {
            return known.ids().get(field);
        }
        return switch (field) {
            case "app" -> "redis";
            case "type" -> "redis-credentials";
            case "name", "secretKey" -> pick(WORDS);
            case "folder" -> random.nextBoolean() ? known.ids().getOrDefault("folderId", "x") : "folder";
            default -> {
                var json = json(field);
                yield json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
            }
        };
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
