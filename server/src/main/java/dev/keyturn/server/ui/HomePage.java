// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;

/// The first page after the sign-in: who is signed in, and the way out.
final class HomePage {
    Reply show(Call call, SignedIn who) {
        return Page.of(200, "Keyturn", """
                <p>Signed in as %s.</p>
                <form method="post" action="/logout">
                <input type="hidden" name="%s" value="%s">
                <p><button type="submit">Sign out</button></p>
                </form>
                """.formatted(
                        Page.escaped(who.person().email()),
                        ConsoleGuard.FORM_TOKEN,
                        who.formToken().value()));
    }
}
