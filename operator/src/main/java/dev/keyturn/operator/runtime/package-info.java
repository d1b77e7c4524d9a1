// SPDX-License-Identifier: Apache-2.0
/// How the operator runs: its settings, the components that can be switched, which process may work, and what it shows
/// of itself. It knows no kind of resource; whoever has something to reconcile hands it over as a [Component].
@NullMarked
package dev.keyturn.operator.runtime;

import org.jspecify.annotations.NullMarked;
