// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import java.util.List;

/// What a person needs to know who connects us to a target of this engine for the first time.
///
/// @param port       where such a target usually listens
/// @param statements what makes the account as which we log in, in its order, to be run there by somebody who may do
///                   everything; the word PASSWORD stands where the password goes
public record Introduction(int port, List<String> statements) {
    public Introduction {
        statements = List.copyOf(statements);
    }
}
