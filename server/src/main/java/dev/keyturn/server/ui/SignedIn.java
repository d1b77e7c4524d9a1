// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Person;
import dev.keyturn.server.auth.Sessions.FormToken;

/// Who asks for a page, and what its forms have to carry, in a field named [ConsoleGuard#FORM_TOKEN].
public record SignedIn(Person person, FormToken formToken) {
    /// As who they ask, for [dev.keyturn.server.auth.Permissions].
    public Caller caller() {
        return person.caller();
    }
}
