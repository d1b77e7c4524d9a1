// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import java.util.Optional;

/// An issuer of cert-manager.
public record IssuerRef(Optional<String> apiGroup, String kind, String name) {}
