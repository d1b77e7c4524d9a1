// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;

/// What a person decides about a rotation that can neither be finished nor undone by itself.
public sealed interface Resolution {
    /// The stored candidate is tried once more, or a delete that hangs takes another turn.
    record Retry() implements Resolution {}

    /// The candidate is removed and its account gets back what its slot holds; of a delete that hangs, the row goes.
    record Discard() implements Resolution {}

    /// This is the password that the published account really has.
    record Adopt(Password password, Salt salt) implements Resolution {}
}
