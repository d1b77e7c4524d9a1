// SPDX-License-Identifier: Apache-2.0
/// Child processes of tests and of the demo: started, watched by their own log, frozen, killed – and never left behind
/// by a JVM that ends.
@NullMarked
package dev.keyturn.testkit.process;

import org.jspecify.annotations.NullMarked;
