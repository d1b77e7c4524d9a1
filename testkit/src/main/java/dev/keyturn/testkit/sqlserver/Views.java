// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The system views, as far as the session may see them. Who lacks a right sees fewer rows, or an error.
final class Views {

    private static final String STATE = "VIEW SERVER STATE";

    private final Session session;
    private final Instance instance;
    private final Identity identity;

    Views(Session session) {
        this.session = session;
        this.instance = session.instance();
        this.identity = session.identity();
    }

    List<Map<String, Datum>> rows(String view) throws SqlError {
        return switch (view) {
            case "sys.sql_logins" -> logins();
            case "sys.server_permissions" -> serverPermissions();
            case "sys.databases" -> databases();
            case "sys.database_principals" -> users();
            case "sys.dm_exec_sessions" -> sessions();
            case "sys.dm_exec_connections" -> connections();
            case "sys.dm_tran_locks" -> locks();
            case "sys.availability_replicas" -> replicas();
            case "sys.availability_databases_cluster" -> groups();
            default -> throw new SqlError(208, 16, "Invalid object name '" + view + "'.");
        };
    }

    private List<Map<String, Datum>> logins() {
        boolean hashes = identity.mayEverything() || identity.may("VIEW ANY CRYPTOGRAPHICALLY SECURED DEFINITION");
        List<Map<String, Datum>> rows = new ArrayList<>();
        for (Account login : instance.logins().all()) {
            if (identity.is(login) || identity.may("VIEW ANY DEFINITION")) {
                Map<String, Datum> row = new HashMap<>();
                row.put("name", Datum.of(login.name()));
                row.put("principal_id", Datum.of(login.id()));
                row.put("sid", Datum.of(login.sid()));
                row.put("is_disabled", Datum.of(login.disabled()));
                row.put("is_policy_checked", Datum.of(login.policyChecked()));
                row.put("is_expiration_checked", Datum.of(login.expirationChecked()));
                row.put("password_hash", hashes ? Datum.of(login.hash()) : new Datum.Null());
                rows.add(row);
            }
        }
        return rows;
    }

    private List<Map<String, Datum>> serverPermissions() {
        return instance.logins().all().stream()
                .filter(login -> identity.may("VIEW ANY DEFINITION"))
                .flatMap(login -> login.denied().stream()
                        .map(right -> Map.of(
                                "grantee_principal_id", Datum.of(login.id()),
                                "permission_name", Datum.of(right),
                                "state", Datum.of("D"))))
                .toList();
    }

    private List<Map<String, Datum>> databases() {
        return instance.databases().stream()
                .map(database -> Map.of(
                        "name", Datum.of(database.name()),
                        "containment", Datum.of(database.isContained())))
                .toList();
    }

    private List<Map<String, Datum>> users() {
        Database database = session.database();
        boolean all = identity.may("ALTER ANY USER", database) || identity.may("VIEW DEFINITION", database);
        List<Map<String, Datum>> rows = new ArrayList<>();
        for (Account user : database.users().all()) {
            if (all || identity.user(database).filter(user::equals).isPresent()) {
                rows.add(principal(
                        user.name(),
                        "S",
                        user.hash().isPresent() ? 2 : 1,
                        user.passwordSet().toString()));
            }
        }
        if (identity.may("ALTER ANY ROLE", database)) {
            database.roles().forEach(role -> rows.add(principal(role, "R", 0, "")));
        }
        return rows;
    }

    private static Map<String, Datum> principal(String name, String type, int authentication, String modified) {
        return Map.of(
                "name", Datum.of(name),
                "type", Datum.of(type),
                "modify_date", Datum.of(modified),
                "authentication_type", Datum.of(authentication));
    }

    /// Everybody sees their own session.
    private List<Map<String, Datum>> sessions() {
        boolean all = identity.may(STATE);
        return instance.sessions().stream()
                .filter(Session::hasEntered)
                .filter(other -> all || other.equals(session))
                .map(other -> Map.of(
                        "session_id", Datum.of(other.id()),
                        "original_login_name", Datum.of(other.identity().name()),
                        "authenticating_database_id",
                                Datum.of(other.identity()
                                        .home()
                                        .map(Database::id)
                                        .orElse(0L)),
                        "host_name", Datum.of(other.request().host()),
                        "program_name", Datum.of(other.request().program()),
                        "login_time", Datum.of(other.began().toEpochMilli())))
                .toList();
    }

    private List<Map<String, Datum>> connections() throws SqlError {
        needState();
        return instance.sessions().stream()
                .map(other -> Map.of(
                        "session_id", Datum.of(other.id()),
                        "client_net_address", Datum.of(other.address())))
                .toList();
    }

    private List<Map<String, Datum>> locks() throws SqlError {
        needState();
        return instance.locks().holders().entrySet().stream()
                .map(held -> Map.of(
                        "resource_type", Datum.of("APPLICATION"),
                        "resource_description", Datum.of(described(held.getKey().name())),
                        "request_session_id", Datum.of(held.getValue().id())))
                .toList();
    }

    private List<Map<String, Datum>> replicas() {
        return instance.databases().stream()
                .filter(_ -> identity.may("VIEW ANY DEFINITION"))
                .flatMap(database -> database.group().stream())
                .flatMap(group -> group.names().stream())
                .distinct()
                .map(name -> Map.of("replica_server_name", Datum.of(name)))
                .toList();
    }

    private List<Map<String, Datum>> groups() {
        return instance.databases().stream()
                .flatMap(database -> database.group().stream()
                        .map(group -> Map.of(
                                "group_id", Datum.of(group.id()),
                                "database_name", Datum.of(database.name()))))
                .toList();
    }

    private void needState() throws SqlError {
        if (!identity.may(STATE)) {
            throw new SqlError(
                    300, 14, "VIEW SERVER STATE permission was denied on object 'server', database 'master'.");
        }
    }

    /// The first 32 characters of the name are readable.
    private static String described(String resource) {
        return "0:[" + resource.substring(0, Math.min(32, resource.length())) + "]:(0a1b2c3d)";
    }
}
