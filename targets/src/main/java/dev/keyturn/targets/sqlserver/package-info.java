// SPDX-License-Identifier: Apache-2.0
/// Microsoft SQL Server (`engines.md` §7): logins, and users of contained databases, with one password each. A login
/// is changed on every instance that the connection names, a contained user on the primary replica.
@NullMarked
package dev.keyturn.targets.sqlserver;

import org.jspecify.annotations.NullMarked;
