// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Login;
import java.util.List;

/// Who we are at the target.
public interface Logins {
    /// Tried in this order, each once a turn.
    List<Login> inOrder();
}
