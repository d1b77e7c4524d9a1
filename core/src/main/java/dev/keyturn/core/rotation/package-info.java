// SPDX-License-Identifier: Apache-2.0
/// What a rotation is, and the one who performs it.
///
/// States and transitions are values in [dev.keyturn.core.rotation.RotationState]; effects are in
/// [dev.keyturn.core.rotation.Rotator] and go through ports only, so that every crash point can be enumerated.
@NullMarked
package dev.keyturn.core.rotation;

import org.jspecify.annotations.NullMarked;
