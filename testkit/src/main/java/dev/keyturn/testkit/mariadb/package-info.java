// SPDX-License-Identifier: Apache-2.0
/// MariaDB servers as processes of their own, from the machine's package `mariadb-server`: restartable,
/// killable and freezable, with TLS, with every statement in the general log, and replicas.
///
/// Nothing is embedded: a MariaDB weighs 140 MB. Where the package is missing, [MariaDbBinaries] says so.
@NullMarked
package dev.keyturn.testkit.mariadb;

import org.jspecify.annotations.NullMarked;
