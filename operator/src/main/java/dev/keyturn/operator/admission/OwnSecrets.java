// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of the Secrets that a database has besides that of its published pair (contract §4.6, §4.9).
final class OwnSecrets {

    private static final int MAX_LENGTH = 63;

    private OwnSecrets() {}

    static Set<String> of(Database database) {
        var suffixes = switch (database.engine()) {
            case REDIS -> Stream.of(uid(database, ""), uid(database, "acl-"));
            case POSTGRES -> Stream.of(uid(database, ""), "replication");
            case MSSQLSERVER ->
                Stream.of(
                        uid(database, ""),
                        "dbm-login",
                        "master-key",
                        "endpoint-cert",
                        "server-cert",
                        "client-cert",
                        "ca");
        };
        return suffixes.map(suffix -> named(database.name(), "-" + suffix)).collect(Collectors.toSet());
    }

    private static String uid(Database database, String prefix) {
        String uid = database.uid();
        return prefix + uid.substring(Math.max(0, uid.length() - 6));
    }

    private static String named(String base, String suffix) {
        return base.substring(0, Math.min(base.length(), MAX_LENGTH - suffix.length())) + suffix;
    }
}
