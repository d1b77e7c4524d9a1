// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.Optional;

/// The user that the image is made for.
public record SecurityContext(Optional<Long> runAsUser) {}
