// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.catalog;

import java.util.List;

/// From and to which versions a database may go.
public record UpdateConstraints(List<String> allowlist, List<String> denylist) {}
