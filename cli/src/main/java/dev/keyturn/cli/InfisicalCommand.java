// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyturn.cli.api.ApiClient;
import dev.keyturn.cli.infisical.Opaque;
import dev.keyturn.cli.infisical.Transfer;
import dev.keyturn.core.credential.Password;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `keyturn import infisical`: from a running Infisical, or from another Keyturn, into a running Keyturn.
@Command(
        name = "infisical",
        header = "Import from a running Infisical, without touching a database.",
        synopsisHeading = "Usage: ",
        customSynopsis = "keyturn import infisical --from URL [OPTION...]",
        description = {
            "",
            "Brings projects, environments, folders, secrets, connections and rotations. What is there",
            "already is left as it is, so the command can be repeated. A rotation begins with the",
            "credentials that are published now; nothing is changed on its database.",
            ""
        },
        footer = {
            "",
            "In the environment only:",
            "  INFISICAL_TOKEN, or INFISICAL_UNIVERSAL_AUTH_CLIENT_ID and ..._CLIENT_SECRET",
            "        Who reads at --from.",
            "  KEYTURN_TOKEN",
            "        Who writes at --to.",
            "",
            "Exit codes: 0 done, 1 failed or something was left out, 2 wrong usage or configuration."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InfisicalCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "URL", description = "The server to read.")
    @SuppressWarnings("NullAway.Init") // picocli fills it before the call
    private URI from;

    @Option(names = "--to", paramLabel = "URL", description = "The Keyturn to write to; else KEYTURN_SERVER.")
    private Optional<URI> to = Optional.empty();

    @Option(
            names = "--project",
            paramLabel = "ID|SLUG",
            description = "Only this project; may be repeated. All that the token sees, otherwise.")
    private Set<String> projects = new HashSet<>();

    @Option(
            names = "--connections",
            paramLabel = "FILE",
            description = {
                "The passwords of connections, which no server gives away, as JSON:",
                "{\"billing-db\": {\"password\": \"...\"}}. - reads standard input."
            })
    private Optional<String> connections = Optional.empty();

    @Option(
            names = "--keep-rotating",
            description =
                    "Let rotations run by themselves here if they do there. Switch them off there first: two servers"
                            + " that rotate one account lock its clients out.")
    private boolean rotating;

    @Option(names = "--dry-run", description = "Say what would be made, and make nothing.")
    private boolean dry;

    InfisicalCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        URI source = address("--from", from);
        URI target = address(
                "--to",
                to.or(() -> variable("KEYTURN_SERVER").map(URI::create))
                        .orElseThrow(() -> wrong("--to URL or KEYTURN_SERVER is needed: the Keyturn to write to")));
        if (source.equals(target)) {
            throw wrong("--from and --to are the same server");
        }
        Password token = variable("KEYTURN_TOKEN")
                .map(Password::of)
                .orElseThrow(() -> wrong("KEYTURN_TOKEN is needed: an access token of the Keyturn to write to"));
        try (var reading = ApiClient.of(source);
                var writing = ApiClient.of(target)) {
            var wish = new Transfer.Wish(projects, dry, rotating, passwords());
            boolean whole = Transfer.run(
                    signedIn(reading),
                    writing.with(token),
                    wish,
                    spec.commandLine().getOut());
            return whole ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("keyturn import infisical stopped: " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private ApiClient signedIn(ApiClient source) throws IOException, InterruptedException {
        Optional<String> token = variable("INFISICAL_TOKEN");
        if (token.isPresent()) {
            return source.with(Password.of(token.orElseThrow()));
        }
        Optional<String> id = variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_ID");
        Optional<String> secret = variable("INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET");
        if (id.isEmpty() || secret.isEmpty()) {
            throw wrong("INFISICAL_TOKEN is needed, or INFISICAL_UNIVERSAL_AUTH_CLIENT_ID and"
                    + " INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: who reads at --from");
        }
        var pair = Map.of("clientId", id.orElseThrow(), "clientSecret", Password.of(secret.orElseThrow()));
        JsonNode answer = source.post("/api/v1/auth/universal-auth/login", pair, JsonNode.class);
        return source.with(Password.of(answer.path("accessToken").asText()));
    }

    /// What is to be added to the credentials of connections.
    private Map<String, Opaque> passwords() throws IOException {
        if (connections.isEmpty()) {
            return Map.of();
        }
        String name = connections.orElseThrow();
        try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
            JsonNode all = new ObjectMapper().readTree(in);
            var passwords = new HashMap<String, Opaque>();
            all.properties().forEach(field -> passwords.put(field.getKey(), new Opaque(field.getValue())));
            if (!all.isObject()
                    || passwords.values().stream().anyMatch(each -> !each.node().isObject())) {
                throw wrong("--connections: expected an object of objects, {\"NAME\": {\"password\": \"...\"}}");
            }
            return passwords;
        } catch (JsonProcessingException noJson) {
            throw wrong("--connections: what " + (name.equals("-") ? "standard input" : name) + " holds is no JSON");
        }
    }

    private URI address(String option, URI given) {
        boolean plain = given.isAbsolute() && Set.of("http", "https").contains(given.getScheme());
        if (!plain || given.getRawUserInfo() != null) {
            throw wrong(option + ": expected an address like https://app.infisical.com, without a login in it");
        }
        return given.resolve("/");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
