// SPDX-License-Identifier: Apache-2.0
/// MySQL from 5.7 and MariaDB from 10.4 (`engines.md` §5, §6), told apart by trying: a user gets a hash that
/// is made here, at every host that it exists at, so that no password stands in a statement. MySQL keeps a
/// second password by `RETAIN`, MariaDB by a list of methods.
@NullMarked
package dev.keyturn.targets.mysql;

import org.jspecify.annotations.NullMarked;
