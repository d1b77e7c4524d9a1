// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.Groups;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose a Secret is besides a database's own, in words for a refusal. A Secret of another must not be written, and its
/// readers must not learn a password of ours.
final class SecretOwner {

    private static final String NAME = "app.kubernetes.io/name";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String OURS = "." + Groups.DATABASES;

    private final Database database;
    private final Secret secret;

    SecretOwner(Database database, Secret secret) {
        this.database = database;
        this.secret = secret;
    }

    /// The other database that the labels of the Secret name, by our own labels or by the instance alone.
    Optional<String> byLabels(List<Database> neighbours) {
        var labels = Objects.requireNonNullElse(secret.getMetadata().getLabels(), Map.<String, String>of());
        String name = labels.getOrDefault(NAME, "");
        String instance = labels.getOrDefault(INSTANCE, "");
        if (name.endsWith(OURS)) {
            boolean mine = name.equals(database.engine().label()) && instance.equals(database.name());
            return mine ? Optional.empty() : Optional.of(title(name, instance) + " (by its labels)");
        }
        return instance.isEmpty() || instance.equals(database.name())
                ? Optional.empty()
                : neighbours.stream()
                        .filter(other -> other.name().equals(instance))
                        .map(other -> other.title() + " (by its label " + INSTANCE + ")")
                        .findFirst();
    }

    /// The other database that owns the Secret.
    Optional<String> byOwnerReference() {
        return owners().filter(SecretOwner::isDatabase)
                .filter(owner -> !isThisDatabase(owner))
                .map(owner -> owner.getKind() + " "
                        + secret.getMetadata().getNamespace() + "/" + owner.getName()
                        + " (by its ownerReferences)")
                .findFirst();
    }

    /// The controller of the Secret, if it is not this database.
    Optional<String> foreignController() {
        return owners().filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .filter(owner -> !isThisDatabase(owner))
                .map(owner -> owner.getKind() + " " + secret.getMetadata().getNamespace() + "/" + owner.getName()
                        + " (its controller)")
                .findFirst();
    }

    /// The other database whose published pair it holds.
    Optional<String> byUse(List<Database> neighbours) {
        return neighbours.stream()
                .filter(other -> !other.isSameAs(database))
                .filter(other ->
                        other.authSecretName().equals(secret.getMetadata().getName()))
                .map(other -> other.title() + " (its spec.authSecret)")
                .findFirst();
    }

    /// The database, also this one, that has a Secret of this name for another purpose.
    Optional<String> byPurpose(List<Database> neighbours) {
        return neighbours.stream()
                .filter(each ->
                        OwnSecrets.of(each).contains(secret.getMetadata().getName()))
                .map(each -> each.title() + " (Keyturn makes it for that database)")
                .findFirst();
    }

    private Stream<OwnerReference> owners() {
        return Objects.requireNonNullElse(secret.getMetadata().getOwnerReferences(), List.<OwnerReference>of())
                .stream();
    }

    private static boolean isDatabase(OwnerReference owner) {
        return owner.getApiVersion().startsWith(Groups.DATABASES + "/");
    }

    private boolean isThisDatabase(OwnerReference owner) {
        return isDatabase(owner)
                && owner.getKind().equals(database.engine().kind())
                && owner.getName().equals(database.name());
    }

    private String title(String label, String instance) {
        String kind = Arrays.stream(Engine.values())
                .filter(engine -> engine.label().equals(label))
                .map(Engine::kind)
                .findFirst()
                .orElse(label);
        return kind + " " + secret.getMetadata().getNamespace() + "/" + instance;
    }
}
