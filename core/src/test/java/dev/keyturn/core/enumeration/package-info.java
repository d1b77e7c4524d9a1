// SPDX-License-Identifier: Apache-2.0
/// Every answer at every crash point.
///
/// A [dev.keyturn.core.enumeration.World] says what exists and what is asked of it, a
/// [dev.keyturn.core.enumeration.Case] what goes wrong, and a [dev.keyturn.core.enumeration.Run] plays one case to its
/// end, looking at the invariants after each effect. A [dev.keyturn.core.enumeration.Mutant] breaks one rule by
/// standing between the rotator and its ports, and has to be found out.
@NullMarked
package dev.keyturn.core.enumeration;

import org.jspecify.annotations.NullMarked;
