// SPDX-License-Identifier: Apache-2.0
/// The guides of `docs/guides`, run on the cluster from top to bottom as they stand.
@NullMarked
package dev.keyturn.e2e.cluster.guide;

import org.jspecify.annotations.NullMarked;
