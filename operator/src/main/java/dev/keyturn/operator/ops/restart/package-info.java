// SPDX-License-Identifier: Apache-2.0
/// Pods come up anew, so that their environment is that of the published pair: first the template that they are made
/// from (contract §8.4, step 7), then one pod after the other (§8.8). What is next depends on what is seen alone.
@NullMarked
package dev.keyturn.operator.ops.restart;

import org.jspecify.annotations.NullMarked;
