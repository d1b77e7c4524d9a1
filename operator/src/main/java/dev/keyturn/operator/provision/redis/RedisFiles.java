// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.operator.crd.redis.RedisSpec;
import dev.keyturn.operator.provision.PetSets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configuration files of a node. No password is in them.
///
/// @param product  `redis` or `valkey`, as in the names of folders, files and programs
/// @param folder where they are mounted
record RedisFiles(String product, String folder) {

    static final String DEFAULT = "default.conf";
    static final String ACL = "user_acl.conf";

    static RedisFiles of(String product) {
        return new RedisFiles(product, "/usr/local/etc/" + product);
    }

    /// The name of the user's file.
    String custom() {
        return product + ".conf";
    }

    /// The user's file comes between what may be otherwise and what has to be so.
    Map<String, String> all(RedisSpec spec, Map<String, String> custom) {
        Map<String, String> files = new LinkedHashMap<>();
        List<String> lines =
                new ArrayList<>(List.of("# Written by Keyturn; your own settings belong in spec.configuration."));
        lines.add("appendonly " + (PetSets.isDurable(spec) ? "yes" : "no"));
        boolean cluster = RedisShape.of(spec).cluster();
        if (cluster) {
            lines.addAll(List.of("cluster-node-timeout 5000", "cluster-require-full-coverage yes"));
        }
        if (custom.containsKey(custom())) {
            files.put(custom(), custom.get(custom()) + "\n");
            lines.add("include " + folder + "/" + custom());
        }
        lines.addAll(List.of("bind * -::*", "port 6379", "protected-mode no", "daemonize no", "dir /data"));
        if (cluster) {
            lines.addAll(List.of(
                    "cluster-enabled yes",
                    "cluster-config-file /data/nodes.conf",
                    "cluster-allow-replica-migration no"));
        }
        if (hasAcl(spec)) {
            lines.add("include " + folder + "/" + ACL);
        }
        lines.add("include /run/keyturn/credentials.conf");
        files.put(DEFAULT, String.join("\n", lines) + "\n");
        return files;
    }

    static boolean hasAcl(RedisSpec spec) {
        return !rules(spec).isEmpty();
    }

    /// The Secret whose values the rules name.
    static Optional<String> secretOfRules(RedisSpec spec) {
        return spec.configuration()
                .flatMap(configuration -> configuration.acl())
                .or(spec::acl)
                .flatMap(acl -> acl.secretRef())
                .flatMap(secret -> secret.name());
    }

    /// The lines of users that rotation never touches; the old place of them counts, too.
    static List<String> rules(RedisSpec spec) {
        return spec.configuration()
                .flatMap(configuration -> configuration.acl())
                .or(spec::acl)
                .map(acl -> acl.rules())
                .orElse(List.of());
    }
}
