// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.client;

import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.auth.Person;
import dev.keyturn.server.auth.Sessions.FormToken;
import dev.keyturn.server.http.Call;
import java.util.Arrays;
import java.util.Optional;

/// One request of a browser, and who is signed in there.
///
/// @param formToken what each form of the page has to carry; `part/token.jte` writes it
public record Visit(Call call, Person person, FormToken formToken) {
    /// As who they ask the API.
    public Caller caller() {
        return person.caller();
    }

    /// A field of the query; empty if it is missing or has no text.
    public Optional<String> query(String name) {
        return call.query().text(name).optional().filter(text -> !text.isEmpty());
    }

    /// Whether htmx asks for a part of a page, to put it where another one was.
    public boolean wantsPart() {
        return call.header("HX-Request").isPresent();
    }

    /// A cookie that holds no secret, such as the zone of the browser.
    public static Optional<String> cookie(Call call, String name) {
        return call.header("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split("[;,]", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }
}
