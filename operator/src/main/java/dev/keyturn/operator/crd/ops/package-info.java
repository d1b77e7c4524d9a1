// SPDX-License-Identifier: Apache-2.0
/// Work on a database that is asked for once (contract §7).
@NullMarked
package dev.keyturn.operator.crd.ops;

import org.jspecify.annotations.NullMarked;
