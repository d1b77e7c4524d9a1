// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import java.util.Optional;

/// Whether work is started without a request of a person.
public record AutoOps(Optional<Boolean> disabled) {}
