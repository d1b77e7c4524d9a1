// SPDX-License-Identifier: Apache-2.0
/// Tests of the driver for MySQL and MariaDB.
@NullMarked
package dev.keyturn.targets.mysql;

import org.jspecify.annotations.NullMarked;
