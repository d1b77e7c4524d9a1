// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.postgres;

import dev.keyturn.operator.crd.postgres.ClientAuthMode;
import dev.keyturn.operator.crd.postgres.PostgresSpec;
import dev.keyturn.operator.provision.EngineVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/// The configuration files of a server. What initdb found out about the machine counts first, then the user's file,
/// then what has to be so.
record PostgresFiles(PostgresSpec spec, EngineVersion version) {

    static final String FOLDER = "/etc/config";
    static final String DATA = "/var/pv/data";

    private static final String CUSTOM = "user.conf";
    private static final int SCRAM_BY_DEFAULT = 18;

    Map<String, String> all(Map<String, String> custom) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("postgresql.conf", """
                # Written by Keyturn; your own settings belong in spec.configuration.
                include '%s/postgresql.conf'
                password_encryption = 'scram-sha-256'
                include_if_exists '%s/%s'
                listen_addresses = '*'
                port = 5432
                hba_file = '%s/pg_hba.conf'
                """.formatted(DATA, FOLDER, CUSTOM, FOLDER));
        files.put("pg_hba.conf", """
                # Written by Keyturn. Whoever is inside the pod is trusted; from elsewhere a password is asked for.
                local all         all                                 trust
                host  all         all                   127.0.0.1/32  trust
                host  all         all                   ::1/128       trust
                local replication all                                 trust
                host  replication keyturn_replication   all           scram-sha-256
                host  all         all                   all           %s
                """.formatted(method()));
        if (custom.containsKey(CUSTOM)) {
            files.put(CUSTOM, custom.get(CUSTOM) + "\n");
        }
        return files;
    }

    /// `md5` lets roles in that have a SCRAM verifier, too.
    private String method() {
        ClientAuthMode byVersion = version.major() < SCRAM_BY_DEFAULT ? ClientAuthMode.MD5 : ClientAuthMode.SCRAM;
        return spec.clientAuthMode().orElse(byVersion) == ClientAuthMode.MD5 ? "md5" : "scram-sha-256";
    }
}
