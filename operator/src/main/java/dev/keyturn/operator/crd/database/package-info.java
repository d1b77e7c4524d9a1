// SPDX-License-Identifier: Apache-2.0
/// What the specs and the statuses of all engines have in common (contract §4).
@NullMarked
package dev.keyturn.operator.crd.database;

import org.jspecify.annotations.NullMarked;
