// SPDX-License-Identifier: Apache-2.0
/// The PostgreSQL of the tests is itself as promised.
@NullMarked
package dev.keyturn.testkit.postgres;

import org.jspecify.annotations.NullMarked;
