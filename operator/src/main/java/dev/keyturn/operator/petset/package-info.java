// SPDX-License-Identifier: Apache-2.0
/// Turns PetSets into StatefulSets of the same name (contract §6). What a StatefulSet has to be is a pure function of
/// the PetSet and its placement; one class carries it out.
@NullMarked
package dev.keyturn.operator.petset;

import org.jspecify.annotations.NullMarked;
