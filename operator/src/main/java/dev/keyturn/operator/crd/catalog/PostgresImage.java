// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// The image that a Postgres runs.
public record PostgresImage(String image, Optional<String> baseOS) {}
