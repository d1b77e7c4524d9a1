// SPDX-License-Identifier: Apache-2.0
/// Pods with names and volumes of their own, and where they are placed (contract §6).
@NullMarked
package dev.keyturn.operator.crd.petset;

import org.jspecify.annotations.NullMarked;
