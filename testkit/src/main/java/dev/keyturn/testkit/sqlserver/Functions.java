// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The functions that questions to the server use.
final class Functions {

    private static final Set<String> SERVER_RIGHTS = Set.of(
            "CONTROL SERVER",
            "ALTER ANY LOGIN",
            "ALTER ANY CONNECTION",
            "VIEW SERVER STATE",
            "VIEW ANY DEFINITION",
            "VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION",
            "CREATE ANY DATABASE",
            "CONNECT SQL");

    private final Session session;
    private final Instance instance;
    private final Identity identity;

    Functions(Session session) {
        this.session = session;
        this.instance = session.instance();
        this.identity = session.identity();
    }

    static boolean isServerRight(String right) {
        return SERVER_RIGHTS.contains(right);
    }

    Datum global(String name) throws SqlError {
        return switch (name) {
            case "@@servername" -> Datum.of(instance.name());
            case "@@spid" -> Datum.of(session.id());
            case "@@version" -> Datum.of("Microsoft SQL Server 2022, a wire double of Keyturn's");
            default -> throw new SqlError(137, 15, "Must declare the scalar variable \"" + name + "\".");
        };
    }

    Datum call(String name, List<Datum> arguments) throws SqlError {
        return switch (name) {
            // of a contained user the documentation does not say what this is; its SID, as observed by others
            case "suser_sname" -> Datum.of(identity.isContained() ? "S-1-9-3-1" : identity.name());
            case "user_name" ->
                Datum.of(identity.user(session.database())
                        .map(Account::name)
                        .orElse(identity.mayEverything() ? "dbo" : "guest"));
            case "db_name" -> Datum.of(session.database().name());
            case "db_id" -> Datum.of(session.database().id());
            case "app_name" -> Datum.of(session.request().program());
            case "quotename" -> Datum.of("[" + arguments.getFirst().text().replace("]", "]]") + "]");
            case "getdate", "getutcdate" -> Datum.of(instance.now().toEpochMilli());
            case "datediff_big" -> Datum.of((millis(arguments.get(2)) - millis(arguments.get(1))) / 1000);
            case "charindex" ->
                Datum.of(arguments.get(1).text().indexOf(arguments.get(0).text()) + 1);
            case "loginproperty" ->
                loginProperty(arguments.get(0).text(), arguments.get(1).text().toLowerCase(Locale.ROOT));
            case "is_srvrolemember" ->
                instance.logins()
                        .find(arguments.get(1).text())
                        .map(login ->
                                Datum.of(login.roles().contains(arguments.get(0).text())))
                        .orElseGet(Datum.Null::new);
            case "is_rolemember" ->
                session.database()
                        .users()
                        .find(arguments.get(1).text())
                        .map(user -> Datum.of(
                                user.roles().contains(arguments.get(0).text().toLowerCase(Locale.ROOT))))
                        .orElseGet(Datum.Null::new);
            case "databasepropertyex" -> databaseProperty(arguments);
            case "has_perms_by_name" -> hasPermission(arguments);
            default -> throw new SqlError(195, 15, "'" + name + "' is not a recognized built-in function name.");
        };
    }

    private Datum loginProperty(String name, String property) {
        Optional<Account> login =
                instance.logins().find(name).filter(found -> identity.is(found) || identity.may("VIEW ANY DEFINITION"));
        if (login.isEmpty()) {
            return new Datum.Null();
        }
        Account found = login.orElseThrow();
        return switch (property) {
            case "islocked" -> Datum.of(instance.isLocked(found));
            case "badpasswordcount" -> Datum.of(found.badPasswords());
            case "passwordlastsettime" -> Datum.of(found.passwordSet().toString());
            case "isexpired", "ismustchange" -> Datum.of(false);
            default -> new Datum.Null();
        };
    }

    /// As at a real server, what is not known is `NULL`.
    private Datum databaseProperty(List<Datum> arguments) {
        Optional<Database> database = instance.database(arguments.get(0).text());
        return switch (arguments.get(1).text().toLowerCase(Locale.ROOT)) {
            case "updateability" ->
                Datum.of(database.map(found -> found.takesWritesAt(instance) ? "READ_WRITE" : "READ_ONLY"));
            case "status" -> Datum.of(database.map(_ -> "ONLINE"));
            default -> new Datum.Null();
        };
    }

    private Datum hasPermission(List<Datum> arguments) {
        String right = arguments.get(2).text().toUpperCase(Locale.ROOT);
        return switch (arguments.get(1).text().toLowerCase(Locale.ROOT)) {
            case "" -> isServerRight(right) ? Datum.of(identity.may(right)) : new Datum.Null();
            case "database" -> Datum.of(identity.may(right, session.database()));
            default -> new Datum.Null();
        };
    }

    private static long millis(Datum time) {
        return switch (time) {
            case Datum.Whole(long value) -> value;
            default ->
                Instant.parse(time.text().substring(0, 4) + "-" + time.text().substring(4, 6) + "-"
                                + time.text().substring(6, 8) + "T00:00:00Z")
                        .toEpochMilli();
        };
    }
}
