// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import java.util.Optional;

/// Why a database is judged, and so which of the rules that look at other objects are asked: a version that became
/// deprecated, or a StorageClass that went, must not forbid to mend a database that runs.
public sealed interface Occasion {

    /// It is made, or its work begins for the first time.
    record Creation() implements Occasion {}

    /// Its spec changes.
    record Change(Database before) implements Occasion {}

    /// It is looked after.
    record Work() implements Occasion {}

    default boolean asksForVersion(Database now) {
        return !(this instanceof Change(var before))
                || !before.spec().version().equals(now.spec().version());
    }

    default boolean asksForDeprecation(Database now) {
        return asksForVersion(now) && !(this instanceof Work && now.settled());
    }

    default boolean asksForStorageClass(Database now) {
        return switch (this) {
            case Creation() -> true;
            case Work() -> !now.settled();
            case Change(var before) ->
                !before.spec().storage().equals(now.spec().storage())
                        || !before.spec().storageType().equals(now.spec().storageType());
        };
    }

    default boolean asksForAuthSecret(Database now) {
        return !(this instanceof Change(var before))
                || !before.givenAuthSecretName().equals(now.givenAuthSecretName())
                || before.isExternallyManaged() != now.isExternallyManaged();
    }

    /// What it was before, on a change.
    default Optional<Database> previous() {
        return this instanceof Change(var before) ? Optional.of(before) : Optional.empty();
    }
}
