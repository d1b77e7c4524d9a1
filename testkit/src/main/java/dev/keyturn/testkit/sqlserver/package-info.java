// SPDX-License-Identifier: Apache-2.0
/// A stand-in for Microsoft SQL Server, which cannot be had as a library: it speaks TDS 7.4 as the official JDBC driver
/// does, and knows the logins, users, rights, locks and errors that a change of a password meets. Whatever it does not
/// know it refuses. It was written from the documentation; where a real server differs, the real one is right.
@NullMarked
package dev.keyturn.testkit.sqlserver;

import org.jspecify.annotations.NullMarked;
