// SPDX-License-Identifier: Apache-2.0
/// PostgreSQL as a custom resource (contract §4.2).
@NullMarked
package dev.keyturn.operator.crd.postgres;

import org.jspecify.annotations.NullMarked;
