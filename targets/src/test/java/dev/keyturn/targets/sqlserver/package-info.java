// SPDX-License-Identifier: Apache-2.0
/// The driver of SQL Server against a wire double, and against any real server that somebody names.
@NullMarked
package dev.keyturn.targets.sqlserver;

import org.jspecify.annotations.NullMarked;
