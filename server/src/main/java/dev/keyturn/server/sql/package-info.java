// SPDX-License-Identifier: Apache-2.0

/// The database under every store, SQLite or PostgreSQL: pools, transactions, migrations, and one place that tells an
/// unavailable store from a bug. What the rows mean is known to the packages that own the tables.
@NullMarked
package dev.keyturn.server.sql;

import org.jspecify.annotations.NullMarked;
