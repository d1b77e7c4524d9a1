// SPDX-License-Identifier: Apache-2.0
/// PostgreSQL, one server a database (contract §4.6).
@NullMarked
package dev.keyturn.operator.provision.postgres;

import org.jspecify.annotations.NullMarked;
