// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether a scope lets a user change users or the configuration: with either it can give itself every right,
/// and read what Redis keeps of all passwords.
final class ScopeRisk {

    private static final Set<String> COMMANDS = Set.of("ACL", "CONFIG");
    private static final Set<String> GROUPS = Set.of("@all", "@admin", "@dangerous", "@slow");
    private static final Set<String> HARMLESS =
            Set.of("acl|whoami", "acl|cat", "acl|genpass", "acl|help", "acl|dryrun", "config|help");

    private ScopeRisk() {}

    /// A warning, if there is a reason for one.
    static Optional<String> of(List<String> scope) {
        Set<String> allowed = new TreeSet<>(
                allowedBy(scope.stream().filter(rule -> !isSelector(rule)).toList()));
        scope.stream()
                .filter(ScopeRisk::isSelector)
                .map(rule -> List.of(rule.substring(1, rule.length() - 1).split(" ", -1)))
                .forEach(rules -> allowed.addAll(allowedBy(rules)));
        return allowed.isEmpty()
                ? Optional.empty()
                : Optional.of("the permission scope lets its user run "
                        + String.join(" and ", allowed)
                        + ", with which it can give itself every right and read the hash of every password; append"
                        + " -acl -config unless it is an administrator");
    }

    /// Whether it is this rule, among those of a scope, that gives such a command.
    static boolean isFor(String rule, List<String> scope) {
        String word = rule.toLowerCase(Locale.ROOT);
        boolean grants = word.startsWith("+") || word.equals("allcommands");
        Set<String> allowed = allowedBy(scope);
        return grants && commands(word).stream().anyMatch(allowed::contains);
    }

    /// Rules count in their order, the later one wins.
    private static Set<String> allowedBy(List<String> rules) {
        Set<String> allowed = new TreeSet<>();
        for (String rule : rules) {
            String word = rule.toLowerCase(Locale.ROOT);
            boolean grants = word.startsWith("+") || word.equals("allcommands");
            Set<String> commands = commands(word);
            if (grants) {
                allowed.addAll(commands);
            } else if (word.indexOf('|') < 0) {
                allowed.removeAll(commands);
            }
        }
        return allowed;
    }

    private static Set<String> commands(String word) {
        if (word.equals("allcommands") || word.equals("nocommands")) {
            return COMMANDS;
        }
        if (!word.startsWith("+") && !word.startsWith("-")) {
            return Set.of();
        }
        String named = word.substring(1);
        String command = named.split("\\|", 2)[0].toUpperCase(Locale.ROOT);
        if (GROUPS.contains(named)) {
            return COMMANDS;
        }
        return COMMANDS.contains(command) && !HARMLESS.contains(named) ? Set.of(command) : Set.of();
    }

    private static boolean isSelector(String rule) {
        return rule.startsWith("(");
    }
}
