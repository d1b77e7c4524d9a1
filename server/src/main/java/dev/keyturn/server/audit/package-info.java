// SPDX-License-Identifier: Apache-2.0

/// Who did what: events chained by hash and signed, written with the change that they tell of or before the answer
/// leaves, and read back by filters.
@NullMarked
package dev.keyturn.server.audit;

import org.jspecify.annotations.NullMarked;
