// SPDX-License-Identifier: Apache-2.0
/// The webhook as the API server sees it; what needs a cluster is tried in `e2e`.
@NullMarked
package dev.keyturn.operator.webhook;

import org.jspecify.annotations.NullMarked;
