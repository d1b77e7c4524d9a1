// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Introduction;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.Reply;
import java.util.List;
import java.util.Optional;

/// Says what has to be done at a target before a connection to it can be tested (API contract §13.3): the account to
/// make, and the address to let in. Asks no target.
///
/// @param outgoing the address from which targets see this server, if its owner set it
record ConnectionSetup(Optional<String> outgoing) {
    private static final int LONGEST = 255;

    record SetupJson(int port, boolean hasDatabase, List<String> statements, Optional<String> address) {}

    Reply of(TargetDriver driver, Input query) {
        String name = text(query, "username").orElse("keyturn");
        Optional<String> database = text(query, "database");
        query.done();
        var known =
                driver.introduction(new AccountName(name), database).orElseGet(() -> new Introduction(0, List.of()));
        return Reply.ok(
                "setup",
                new SetupJson(known.port(), ConnectionBody.isSql(driver.type()), known.statements(), outgoing));
    }

    private static Optional<String> text(Input query, String name) {
        return query.text(name)
                .trimmed()
                .atMost(LONGEST)
                .optional()
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                .filter(text -> text.chars().noneMatch(Character::isISOControl));
    }
}
