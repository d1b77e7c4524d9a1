// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.appbinding;

import java.util.Optional;

/// The database that is bound.
public record AppRef(Optional<String> apiGroup, Optional<String> kind, String name, Optional<String> namespace) {}
