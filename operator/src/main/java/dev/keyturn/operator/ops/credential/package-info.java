// SPDX-License-Identifier: Apache-2.0
/// The credential of one request, from what is written down before a database is touched to the end of the former
/// password: the core's rotation, derived from objects of the cluster (contract §8.4).
@NullMarked
package dev.keyturn.operator.ops.credential;

import org.jspecify.annotations.NullMarked;
