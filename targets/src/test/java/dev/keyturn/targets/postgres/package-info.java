// SPDX-License-Identifier: Apache-2.0
/// The PostgreSQL driver on real servers of the versions that the build brings.
@NullMarked
package dev.keyturn.targets.postgres;

import org.jspecify.annotations.NullMarked;
