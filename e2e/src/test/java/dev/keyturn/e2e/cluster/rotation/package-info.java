// SPDX-License-Identifier: Apache-2.0
/// Passwords that change while clients log in (contract §12.2 and §12.3): the probes, what is written down
/// of a run, and the rows. Whatever needs no cluster of it is tried without one.
@NullMarked
package dev.keyturn.e2e.cluster.rotation;

import org.jspecify.annotations.NullMarked;
