// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.target.Deadline;
import dev.keyturn.server.auth.Action;
import dev.keyturn.server.auth.Caller;
import dev.keyturn.server.connection.ConnectionLogins;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;
import dev.keyturn.server.rotation.ClientSurvey;
import dev.keyturn.server.rotation.Readers;
import dev.keyturn.server.rotation.SetInUse;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// Shows who still uses which set of a rotation (API contract §13.3, K15). Takes no lease and is no run.
public final class RotationUsage {
    private final RotationLookup lookup;
    private final ConnectionLogins logins;
    private final Readers readers;
    private final InstantSource clock;

    RotationUsage(RotationLookup lookup, ConnectionLogins logins, Readers readers, InstantSource clock) {
        this.lookup = lookup;
        this.logins = logins;
        this.readers = readers;
        this.clock = clock;
    }

    Reply usage(Call call, Caller caller) {
        RotationView view = lookup.require(call, caller, Action.READ_GENERATED_CREDENTIALS);
        List<SetInUse> sets = SetInUse.of(view.stored().rotation());
        var accounts = sets.stream().map(SetInUse::account).collect(Collectors.toUnmodifiableSet());
        var deadline = Deadline.at(RunAnswers.until(clock), clock);
        var survey = ClientSurvey.of(logins, view.connection(), accounts, deadline);
        var readings = readers.of(view.stored().id());
        return Reply.ok("usage", UsageJson.of(view, sets, survey, readings, clock.instant()));
    }
}
