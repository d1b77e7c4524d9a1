// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// An image by its name.
public record Image(Optional<String> image) {}
