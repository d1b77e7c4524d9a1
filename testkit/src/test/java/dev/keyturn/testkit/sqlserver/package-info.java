// SPDX-License-Identifier: Apache-2.0
/// What a double needs no client for. The rest is tested with the official one, in the driver's tests.
@NullMarked
package dev.keyturn.testkit.sqlserver;

import org.jspecify.annotations.NullMarked;
