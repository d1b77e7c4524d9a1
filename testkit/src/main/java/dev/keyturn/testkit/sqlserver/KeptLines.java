// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What outlives the process, as lines of text: databases, their roles, and accounts with the hash of their password.
/// How often a wrong password came is forgotten.
final class KeptLines {

    private static final String DATABASE = "database";
    private static final String ROLE = "role";
    private static final String ACCOUNT = "account";
    private static final String NONE = "-";
    private static final int FIELDS_OF_ACCOUNT = 11;
    private static final int FIELDS_OF_OTHERS = 3;

    private final SortedMap<String, String> lines;

    private KeptLines(SortedMap<String, String> lines) {
        this.lines = lines;
    }

    static KeptLines none() {
        return new KeptLines(new TreeMap<>());
    }

    KeptLines copy() {
        return new KeptLines(new TreeMap<>(lines));
    }

    /// @throws IllegalArgumentException if a line is none of ours
    static KeptLines of(Collection<String> text) {
        var kept = none();
        for (String line : text) {
            String[] fields = line.split("\t", -1);
            kept.lines.put(keyOf(fields), line);
        }
        return kept;
    }

    boolean sameAs(KeptLines other) {
        return lines.equals(other.lines);
    }

    Collection<String> text() {
        return lines.values();
    }

    void database(Database database) {
        lines.put(
                key(DATABASE, database.name(), ""),
                line(List.of(DATABASE, database.name(), String.valueOf(database.isContained()))));
    }

    void role(String database, String role) {
        lines.put(key(ROLE, database, encoded(role)), line(List.of(ROLE, database, role)));
    }

    /// @param account empty if it is gone
    void account(String owner, String name, Optional<Account> account) {
        String key = key(ACCOUNT, owner, Datum.folded(name));
        account.ifPresentOrElse(there -> lines.put(key, line(owner, there)), () -> lines.remove(key));
    }

    /// Puts everything back where it was.
    void restore(Instance instance) {
        each(DATABASE)
                .filter(fields -> instance.database(fields.get(1)).isEmpty())
                .forEach(fields ->
                        instance.add(new Database(fields.get(1), Boolean.parseBoolean(fields.get(2)), false)));
        each(ROLE).forEach(fields -> database(instance, fields.get(1)).roles().add(fields.get(2)));
        each(ACCOUNT).forEach(fields -> {
            String owner = fields.get(1);
            Accounts accounts = owner.equals(Accounts.SERVER)
                    ? instance.logins()
                    : database(instance, owner).users();
            var _ = accounts.put(account(fields));
        });
    }

    private static Database database(Instance instance, String name) {
        return instance.database(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("a line names the database " + name + ", which is not there"));
    }

    private Stream<List<String>> each(String kind) {
        return lines.values().stream()
                .map(line ->
                        Stream.of(line.split("\t", -1)).map(KeptLines::decoded).toList())
                .filter(fields -> fields.getFirst().equals(kind));
    }

    private static Account account(List<String> fields) {
        return new Account(
                fields.get(2),
                fields.get(3),
                Optional.of(fields.get(4)).filter(hash -> !hash.equals(NONE)),
                Boolean.parseBoolean(fields.get(5)),
                Account.Checks.valueOf(fields.get(6)),
                0,
                Instant.parse(fields.get(7)),
                set(fields.get(8)),
                set(fields.get(9)),
                set(fields.get(10)));
    }

    private static String line(String owner, Account account) {
        return line(List.of(
                ACCOUNT,
                owner,
                account.name(),
                account.sid(),
                account.hash().orElse(NONE),
                String.valueOf(account.disabled()),
                account.checks().name(),
                account.passwordSet().toString(),
                joined(account.roles()),
                joined(account.granted()),
                joined(account.denied())));
    }

    private static String line(List<String> fields) {
        return fields.stream().map(KeptLines::encoded).collect(Collectors.joining("\t"));
    }

    private static String joined(Set<String> values) {
        return values.stream().sorted().map(KeptLines::encoded).collect(Collectors.joining(","));
    }

    private static Set<String> set(String joined) {
        return joined.isEmpty()
                ? Set.of()
                : Stream.of(joined.split(",", -1)).map(KeptLines::decoded).collect(Collectors.toSet());
    }

    private static String keyOf(String[] fields) {
        String kind = fields[0];
        int length = switch (kind) {
            case DATABASE, ROLE -> FIELDS_OF_OTHERS;
            case ACCOUNT -> FIELDS_OF_ACCOUNT;
            default -> 0;
        };
        if (fields.length != length) {
            throw new IllegalArgumentException("a line that is none of ours and begins with \"" + kind + "\"");
        }
        String owner = decoded(fields[1]);
        return switch (kind) {
            case DATABASE -> key(kind, owner, "");
            case ROLE -> key(kind, owner, fields[2]);
            default -> key(kind, owner, Datum.folded(decoded(fields[2])));
        };
    }

    private static String key(String kind, String owner, String name) {
        return kind + '\t' + Datum.folded(owner) + '\t' + name;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
