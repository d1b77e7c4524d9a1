// SPDX-License-Identifier: Apache-2.0

/// What may see what, and what nobody may do. Each rule is held against all modules, and against a planted violation
/// that it must report: those live in packages named `planted`, and nothing else does.
@NullMarked
package dev.keyturn.e2e.architecture;

import org.jspecify.annotations.NullMarked;
