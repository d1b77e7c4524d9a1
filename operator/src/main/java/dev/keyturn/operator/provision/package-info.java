// SPDX-License-Identifier: Apache-2.0
/// The Provisioner (contract §4): what a database of any engine needs around it, from its first object to its deletion.
/// What is wanted and what it means are pure functions; thin classes beside them read and write the cluster.
@NullMarked
package dev.keyturn.operator.provision;

import org.jspecify.annotations.NullMarked;
