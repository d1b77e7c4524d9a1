// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Issue;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.secret.SecretName;
import java.util.List;

/// Writing one secret (contract §8.1), in v3 and v4 alike.
final class SecretWrites {
    private final SecretTransactions transactions;

    SecretWrites(SecretTransactions transactions) {
        this.transactions = transactions;
    }

    Reply create(Call call, Caller caller) {
        var name = call.written("name");
        if (!SecretName.isValid(name)) {
            throw ApiError.validation(Issue.custom(List.of("secretName"), SecretName.RULE));
        }
        var body = call.body();
        var place = SecretPlace.of(body);
        var keeper = transactions.keeper(body);
        var fields = SecretFields.ofNew(body);
        body.done();
        return transactions.run(
                place, caller, Action.CREATE, at -> Reply.ok("secret", keeper.create(at, name, fields)));
    }

    Reply change(Call call, Caller caller) {
        var name = call.name("name");
        var body = call.body();
        var place = SecretPlace.of(body);
        var keeper = transactions.keeper(body);
        var fields = SecretFields.of(body);
        body.done();
        return transactions.run(
                place,
                caller,
                Action.EDIT,
                at -> Reply.ok("secret", keeper.change(at, name, fields).orElseThrow(() -> at.notFound(name))));
    }

    Reply delete(Call call, Caller caller) {
        var name = call.name("name");
        var body = call.body();
        var place = SecretPlace.of(body);
        var keeper = transactions.keeper(body);
        body.done();
        return transactions.run(
                place,
                caller,
                Action.DELETE,
                at -> Reply.ok("secret", keeper.delete(at, name).orElseThrow(() -> at.notFound(name))));
    }
}
