// SPDX-License-Identifier: Apache-2.0
/// What the SQL drivers share, without a database.
@NullMarked
package dev.keyturn.targets.jdbc;

import org.jspecify.annotations.NullMarked;
