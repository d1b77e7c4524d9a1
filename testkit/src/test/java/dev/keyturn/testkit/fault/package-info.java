// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.testkit.fault;

import org.jspecify.annotations.NullMarked;
