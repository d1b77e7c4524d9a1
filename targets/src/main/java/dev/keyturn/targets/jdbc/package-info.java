// SPDX-License-Identifier: Apache-2.0
/// What the SQL engines share: connections that are never pooled and whose errors are rebuilt without a word of the
/// client library, the tables that sort error codes, quoting, and templates of owners' own statements.
@NullMarked
package dev.keyturn.targets.jdbc;

import org.jspecify.annotations.NullMarked;
