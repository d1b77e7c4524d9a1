// SPDX-License-Identifier: Apache-2.0
/// The values that the resources share.
@NullMarked
package dev.keyturn.operator.crd;

import org.jspecify.annotations.NullMarked;
