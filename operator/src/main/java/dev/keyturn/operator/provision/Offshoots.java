// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// How everything that belongs to one database is named, labelled and owned (contract §4.5).
///
/// @param plural     of the kind, without the group: `redises`
/// @param userLabels those of the database that its children get, too
public record Offshoots(
        String apiVersion,
        String kind,
        String plural,
        String namespace,
        String database,
        String uid,
        Map<String, String> userLabels) {

    public static final String NAME = "app.kubernetes.io/name";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String COMPONENT = "app.kubernetes.io/component";

    private static final int LONGEST = 63;
    private static final int SHORT_UID = 6;

    public Offshoots {
        userLabels = Map.copyOf(userLabels);
    }

    public static Offshoots of(HasMetadata database) {
        ObjectMeta metadata = database.getMetadata();
        Map<String, String> labels = metadata.getLabels() == null ? Map.of() : metadata.getLabels();
        return new Offshoots(
                database.getApiVersion(),
                database.getKind(),
                HasMetadata.getPlural(database.getClass()),
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                copied(labels));
    }

    /// The service, the AppBinding, the account and the role, and the PetSet where there is only one.
    public String name() {
        return database;
    }

    public String governingService() {
        return suffixed("-pods");
    }

    public String authSecret() {
        return suffixed("-auth");
    }

    /// The Secret with the configuration.
    public String configSecret() {
        return suffixed("-" + shortUid());
    }

    public String aclSecret() {
        return suffixed("-acl-" + shortUid());
    }

    public String scripts() {
        return suffixed("-scripts");
    }

    /// The PetSet of one shard.
    public String shard(int number) {
        return suffixed("-shard" + number);
    }

    /// The base is cut, never the suffix.
    public String suffixed(String suffix) {
        String base = database.substring(0, Math.min(database.length(), LONGEST - suffix.length()));
        return base + suffix;
    }

    /// What the pods are found by.
    public Map<String, String> selector() {
        Map<String, String> selector = new LinkedHashMap<>();
        selector.put(NAME, plural + "." + Groups.DATABASES);
        selector.put(INSTANCE, database);
        selector.put(MANAGED_BY, Groups.DATABASES);
        return selector;
    }

    /// What everything of this database carries. Our own labels win over the user's.
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(new TreeMap<>(userLabels));
        labels.putAll(selector());
        labels.put(COMPONENT, "database");
        return labels;
    }

    public OwnerReference owner() {
        return new OwnerReferenceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(database)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /// The metadata of a child.
    public ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels())
                .withOwnerReferences(owner())
                .build();
    }

    /// Whether a child of that metadata is ours by its owner.
    public boolean owns(ObjectMeta child) {
        return child.getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && owner.getUid().equals(uid));
    }

    private String shortUid() {
        return uid.substring(Math.max(0, uid.length() - SHORT_UID));
    }

    private static Map<String, String> copied(Map<String, String> labels) {
        Map<String, String> copied = new LinkedHashMap<>(labels);
        copied.keySet().removeIf(Offshoots::isOfTheDomain);
        return copied;
    }

    private static boolean isOfTheDomain(String label) {
        String prefix = label.contains("/") ? label.substring(0, label.indexOf('/')) : "";
        return prefix.equals(Groups.DATABASES) || prefix.endsWith("." + Groups.DATABASES);
    }
}
