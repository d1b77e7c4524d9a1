// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.planted;

import dev.keyturn.core.credential.Password;

final class ReadsAPassword {

    private ReadsAPassword() {}

    static int length(Password password) {
        return password.reveal().length();
    }
}
