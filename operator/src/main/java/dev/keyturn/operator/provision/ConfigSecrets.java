// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.operator.crd.database.Configuration;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Secrets with the configuration. Their files are always as they should be; the keys that rotation keeps there are
/// written once and then left alone.
public final class ConfigSecrets {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    private final Cluster cluster;

    public ConfigSecrets(Cluster cluster) {
        this.cluster = cluster;
    }

    /// The user's own files: those of the Secret that is named, then those that stand in the spec.
    public Map<String, String> custom(Offshoots names, Configuration given) throws Shortfall {
        Map<String, String> files = new LinkedHashMap<>();
        if (given.secretName().isPresent()) {
            Secret found = named(names, given.secretName().get(), "spec.configuration.secretName");
            Optional.ofNullable(found.getData())
                    .orElse(Map.of())
                    .keySet()
                    .forEach(key -> SecretData.text(found, key).ifPresent(text -> files.put(key, text)));
        }
        given.inline().forEach((name, text) -> files.merge(name, text, (one, other) -> one + "\n" + other));
        return files;
    }

    /// Makes or mends the Secret of that name.
    ///
    /// @param files what it holds
    /// @param seeds what it holds at its beginning; a key that is there stays as it is
    public void settle(Offshoots names, String name, Map<String, String> files, Map<String, String> seeds) {
        Map<String, String> wanted = new LinkedHashMap<>(SecretData.encoded(files));
        Optional<Secret> found = cluster.get(Secret.class, names.namespace(), name);
        if (found.isEmpty()) {
            wanted.putAll(SecretData.encoded(seeds));
            cluster.create(new SecretBuilder()
                    .withMetadata(names.metadata(name))
                    .withType("Opaque")
                    .withData(wanted)
                    .build());
            return;
        }
        Secret secret = found.get();
        Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
        SecretData.encoded(seeds).forEach((key, value) -> {
            if (!data.containsKey(key)) {
                wanted.put(key, value);
            }
        });
        ObjectNode patch = Cluster.patch();
        wanted.forEach((key, value) -> {
            if (!value.equals(data.get(key))) {
                patch.withObject("/data").put(key, value);
            }
        });
        own(names, secret, patch);
        if (!patch.isEmpty()) {
            cluster.merge(secret, patch);
        }
    }

    /// Makes or mends a Secret whose one key is filled from a Secret of the user's.
    public void fill(Offshoots names, Engine.Filled filled) throws Shortfall {
        Optional<Secret> source = filled.source().isPresent()
                ? Optional.of(named(names, filled.source().get(), "configuration.acl.secretRef"))
                : Optional.empty();
        var text = new StringBuilder();
        Matcher place = PLACE.matcher(filled.text());
        while (place.find()) {
            String key = place.group(1);
            String value = source.flatMap(secret -> SecretData.text(secret, key))
                    .orElseThrow(() -> new Shortfall(
                            "SecretIncomplete",
                            "the rules of configuration.acl name ${" + key + "}, which no key of their Secret has"));
            place.appendReplacement(text, Matcher.quoteReplacement(value.strip()));
        }
        place.appendTail(text);
        settle(names, filled.secret(), Map.of(filled.key(), text.toString()), Map.of());
    }

    private Secret named(Offshoots names, String name, String field) throws Shortfall {
        return cluster.get(Secret.class, names.namespace(), name)
                .orElseThrow(() -> new Shortfall(
                        "SecretNotFound",
                        "Secret " + names.namespace() + "/" + name + ", which " + field + " names, does not exist"));
    }

    /// A Secret that outlived a halt is ours again.
    private void own(Offshoots names, Secret secret, ObjectNode patch) {
        if (!names.owns(secret.getMetadata())) {
            patch.withObject("/metadata").putArray("ownerReferences").add(cluster.tree(names.owner()));
        }
    }
}
