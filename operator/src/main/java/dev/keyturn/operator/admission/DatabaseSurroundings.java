// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/// What the rules of a database look at beside the database.
///
/// @param version    the version object of its name
/// @param authSecret the Secret that `spec.authSecret.name` names, if it exists
public record DatabaseSurroundings(
        Optional<CatalogVersion> version, StorageClassSeen storageClass, Optional<Secret> authSecret) {}
