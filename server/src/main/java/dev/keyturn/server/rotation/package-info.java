// SPDX-License-Identifier: Apache-2.0
/// Rotations as the server keeps them: the stored row, what the owner wants of it, where its candidates come from, and
/// the history of its attempts. The logic of a rotation is in [dev.keyturn.core.rotation.Rotator].
@NullMarked
package dev.keyturn.server.rotation;

import org.jspecify.annotations.NullMarked;
