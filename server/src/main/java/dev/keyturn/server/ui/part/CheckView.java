// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// One thing that a dry run or a test looked at.
///
/// @param title     what was looked at
/// @param outcome   as the API calls it
/// @param message   the server's sentence, or what it means that there is none
/// @param statement what cures it, to be pasted at the target
public record CheckView(String title, String outcome, String message, Optional<String> statement) {
    private static final Pattern CURE =
            Pattern.compile("(.+?)[;,] (?:wait, or |or )?run ([A-Z]{2,}.*?)(?: there)?", Pattern.DOTALL);

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("connection", "Connection"),
            Map.entry("nodes", "Nodes"),
            Map.entry("grants", "Rights"),
            Map.entry("names", "Names"),
            Map.entry("owner", "Users"),
            Map.entry("account", "Users"),
            Map.entry("password-strength", "Password"),
            Map.entry("plaintext", "TLS"),
            Map.entry("scope", "Permission Scope"),
            Map.entry("statement", "Statement"),
            Map.entry("unknown-verifier", "Present password"),
            Map.entry("overlap", "Overlap"),
            Map.entry("mode", "Users"),
            Map.entry("same-target", "Target"),
            Map.entry("intent", "Present run"),
            Map.entry("target", "Server"));

    private static final Map<String, String> FINE = Map.ofEntries(
            Map.entry("connection", "It opens and logs in."),
            Map.entry("nodes", "All nodes that the target reports answer."),
            Map.entry("grants", "The account of the connection may change users on every node."),
            Map.entry("names", "The rotation's name and those of its secrets are free."),
            Map.entry("owner", "No other rotation owns these users."),
            Map.entry("password-strength", "Long enough."),
            Map.entry("plaintext", "The connection is encrypted."),
            Map.entry("statement", "The target's log will not show the password."),
            Map.entry("unknown-verifier", "Its present password can be put back if the first run is undone."));

    /// @param checks as the API answers them; the worst come first
    public static List<CheckView> of(JsonNode checks) {
        return StreamSupport.stream(checks.spliterator(), false)
                .map(CheckView::one)
                .sorted(Comparator.comparingInt(CheckView::rank))
                .toList();
    }

    private static CheckView one(JsonNode check) {
        String name = check.path("name").asText();
        String outcome = check.path("outcome").asText();
        String said = check.path("message").asText("");
        String message = said.isEmpty() || said.equals("null") ? FINE.getOrDefault(name, "") : said;
        var cure = CURE.matcher(message);
        return cure.matches()
                ? new CheckView(title(name), outcome, cure.group(1) + ".", Optional.of(cure.group(2)))
                : new CheckView(title(name), outcome, message, Optional.empty());
    }

    private static String title(String name) {
        return TITLES.getOrDefault(name, name);
    }

    private int rank() {
        return isFailed() ? 0 : isWarning() ? 1 : 2;
    }

    public boolean isFailed() {
        return outcome.equals("fail");
    }

    public boolean isWarning() {
        return outcome.equals("warn");
    }

    public String word() {
        return isFailed() ? "failed" : isWarning() ? "warning" : "passed";
    }

    public String icon() {
        return isFailed() ? "circle-x" : isWarning() ? "alert-triangle" : "circle-check";
    }

    /// The colour of the icon.
    public String look() {
        return isFailed() ? "kt-ink-bad" : isWarning() ? "kt-ink-soon" : "kt-ink-ok";
    }
}
