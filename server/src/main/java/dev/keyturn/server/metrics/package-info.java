// SPDX-License-Identifier: Apache-2.0
/// What a person looks at in the night: how late rotations are, how old their open intents, how many are blocked, and
/// what runs, targets and requests do. Served by [dev.keyturn.server.metrics.MetricsListener] at an address of its own.
@NullMarked
package dev.keyturn.server.metrics;

import org.jspecify.annotations.NullMarked;
