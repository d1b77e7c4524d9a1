// SPDX-License-Identifier: Apache-2.0
/// Tests of the MariaDB servers that other tests use.
@NullMarked
package dev.keyturn.testkit.mariadb;

import org.jspecify.annotations.NullMarked;
