// SPDX-License-Identifier: Apache-2.0
/// A network between a client and a server that fails as told: slow, cut, silent, or – the fault that matters most –
/// delivering a statement and losing its answer.
@NullMarked
package dev.keyturn.testkit.fault;

import org.jspecify.annotations.NullMarked;
