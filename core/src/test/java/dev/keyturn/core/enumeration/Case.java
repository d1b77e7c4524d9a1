// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.target.Answer;
import dev.keyturn.core.target.LoginCheck;
import java.util.List;

/// One case of the enumeration.
///
/// @param script how the target answers its first changes; it says yes to all that follow
record Case(World world, List<Answer> script, LoginCheck logins, Fault fault) {
    @Override
    public String toString() {
        return world.name() + ", answers " + script + ", logins " + logins + ", " + fault;
    }
}
