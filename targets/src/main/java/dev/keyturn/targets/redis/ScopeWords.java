// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.target.InvalidScope;
import dev.keyturn.core.target.ScopeNote;
import dev.keyturn.core.target.ScopeNote.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Says rule by rule what a scope lets a user do, for who writes one. Reads what it can of a text that is not whole
/// yet.
final class ScopeWords {

    private static final String SECRET_MARKS = "><#!";

    private static final Map<String, String> WORDS = Map.of(
            "allkeys", "may touch every key",
            "resetkeys", "forgets the key rules before it",
            "allchannels", "may use every channel",
            "resetchannels", "forgets the channel rules before it",
            "allcommands", "may run every command",
            "nocommands", "forgets the command rules before it",
            "on", "is switched on, like every user that is made here",
            "sanitize-payload", "has what it restores looked at thoroughly");

    private static final Map<String, String> GRANTED = Map.ofEntries(
            Map.entry("all", "may run every command"),
            Map.entry("read", "reads data"),
            Map.entry("write", "writes data"),
            Map.entry("pubsub", "publishes and subscribes"),
            Map.entry("keyspace", "asks and changes which keys there are"),
            Map.entry("string", "works on strings"),
            Map.entry("hash", "works on hashes"),
            Map.entry("list", "works on lists"),
            Map.entry("set", "works on sets"),
            Map.entry("sortedset", "works on sorted sets"),
            Map.entry("stream", "works on streams"),
            Map.entry("transaction", "uses transactions"),
            Map.entry("scripting", "runs scripts"),
            Map.entry("connection", "manages its own connection"),
            Map.entry("admin", "may run the commands of an administrator"),
            Map.entry("dangerous", "may run FLUSHALL, KEYS, SHUTDOWN and the like"));

    private static final Map<String, String> TAKEN = Map.of(
            "all", "forgets the command rules before it",
            "dangerous", "but no FLUSHALL, KEYS, SHUTDOWN and the like",
            "admin", "but no command of an administrator",
            "write", "but writes nothing",
            "scripting", "but runs no scripts",
            "pubsub", "but neither publishes nor subscribes");

    private final List<String> sound;

    private ScopeWords(List<String> sound) {
        this.sound = sound;
    }

    static List<ScopeNote> of(String text) {
        List<String> rules = split(text);
        var words = new ScopeWords(rules.stream().filter(ScopeWords::isSound).toList());
        List<ScopeNote> notes = new ArrayList<>();
        for (String rule : rules) {
            ScopeNote note = words.note(rule);
            if (rule.equals("+@write")
                    && !notes.isEmpty()
                    && notes.getLast().text().equals("+@read")) {
                notes.removeLast();
                note = new ScopeNote("+@read +@write", note.verdict(), "reads and writes data");
            }
            notes.add(note);
        }
        return List.copyOf(notes);
    }

    /// At white space, but not inside of a selector.
    private static List<String> split(String text) {
        List<String> rules = new ArrayList<>();
        var rule = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            rule.append(rule.isEmpty() ? "" : " ").append(word);
            boolean open = rule.indexOf("(") == 0 && rule.indexOf(")") < 0;
            if (!open && !rule.isEmpty()) {
                rules.add(rule.toString());
                rule.setLength(0);
            }
        }
        if (!rule.isEmpty()) {
            rules.add(rule.toString());
        }
        return List.copyOf(rules);
    }

    private static boolean isSound(String rule) {
        try {
            return !AclScope.parse(rule).isEmpty();
        } catch (InvalidScope _) {
            return false;
        }
    }

    private ScopeNote note(String rule) {
        try {
            var _ = AclScope.parse(rule);
        } catch (InvalidScope why) {
            String shown = SECRET_MARKS.indexOf(rule.charAt(0)) >= 0 ? rule.charAt(0) + "…" : rule;
            return new ScopeNote(shown, Verdict.REFUSED, String.valueOf(why.getMessage()));
        }
        if (rule.startsWith("(")) {
            return selector(rule);
        }
        return ScopeRisk.isFor(rule, sound)
                ? new ScopeNote(rule, Verdict.RISKY, risk(rule))
                : new ScopeNote(rule, Verdict.FINE, words(rule));
    }

    private static ScopeNote selector(String rule) {
        List<ScopeNote> inside = of(rule.substring(1, rule.length() - 1));
        boolean risky = inside.stream().anyMatch(note -> note.verdict() == Verdict.RISKY);
        String words = "besides, by itself: "
                + String.join(", ", inside.stream().map(ScopeNote::words).toList());
        return new ScopeNote(rule, risky ? Verdict.RISKY : Verdict.FINE, words);
    }

    private static String risk(String rule) {
        String named = rule.toLowerCase(Locale.ROOT);
        if (named.equals("+config|get")) {
            return "may read requirepass and masterauth. Leave it out unless the application needs it.";
        }
        if (named.startsWith("+config") || named.startsWith("+acl")) {
            return words(rule) + ", and so give itself every right. Leave it out unless it is an administrator.";
        }
        return words(rule)
                + ", also ACL and CONFIG, with which it can give itself every right. Append -acl -config unless it is an"
                + " administrator.";
    }

    private static String words(String rule) {
        String known = WORDS.get(rule);
        if (known != null) {
            return known;
        }
        return switch (rule.charAt(0)) {
            case '~' -> "may touch " + all("key", rule.substring(1));
            case '&' -> "may use " + all("channel", rule.substring(1));
            case '%' -> access(rule) + all("key", rule.substring(rule.indexOf('~') + 1));
            case '+' -> granted(rule.substring(1));
            default -> taken(rule.substring(1));
        };
    }

    private static String access(String rule) {
        String rights = rule.substring(1, rule.indexOf('~')).toUpperCase(Locale.ROOT);
        return rights.length() == 2 ? "may read and write " : rights.equals("R") ? "may read " : "may write ";
    }

    private static String all(String what, String pattern) {
        String start = pattern.substring(0, Math.max(0, pattern.length() - 1));
        if (pattern.equals("*")) {
            return "every " + what;
        }
        if (!isPattern(pattern)) {
            return "the " + what + " " + pattern;
        }
        return pattern.endsWith("*") && !isPattern(start)
                ? what + "s that begin with " + start
                : what + "s that fit " + pattern;
    }

    private static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
    }

    private static String granted(String name) {
        return name.startsWith("@")
                ? GRANTED.getOrDefault(
                        name.substring(1).toLowerCase(Locale.ROOT),
                        "may run the commands of the category " + name.substring(1))
                : "may run " + command(name);
    }

    private static String taken(String name) {
        return name.startsWith("@")
                ? TAKEN.getOrDefault(
                        name.substring(1).toLowerCase(Locale.ROOT),
                        "but no command of the category " + name.substring(1))
                : "but not " + command(name);
    }

    private static String command(String name) {
        return name.replace('|', ' ').toUpperCase(Locale.ROOT);
    }
}
