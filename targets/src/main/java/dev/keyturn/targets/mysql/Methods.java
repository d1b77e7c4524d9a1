// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.mysql;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What one account is to be let in by, in the form that it has: its plugin stays.
record Methods(Engine engine, AccountRow row) {

    /// The new credential first, then what stays beside it.
    ///
    /// @throws Refused the account is let in by something that is not ours to keep or to replace
    List<Wanted> applied(Credential next, Keep keep) throws Refused {
        Wanted first = Wanted.of(plugin(), next);
        List<Wanted> want = new ArrayList<>(List.of(first));
        for (Wanted kept : left(keep)) {
            if (!first.fits(kept.method())) {
                want.add(kept);
            }
        }
        return want;
    }

    /// What an account is left with; a method that no password fits where that is nothing.
    ///
    /// @return empty if it was not there when the rest was found
    List<Wanted> left(Keep keep, RandomGenerator random) throws Refused {
        boolean open = keep instanceof Keep.Only || keep instanceof Keep.AsFound;
        return open ? left(keep) : List.of(Wanted.asIs(LoginMethod.ofNothing(pluginOrDefault(), random)));
    }

    /// Whether passwords that we can make are all that lets this account in.
    ///
    /// @throws Refused which other way it has
    String plugin() throws Refused {
        for (LoginMethod method : row.methods()) {
            if (!engine.takes(method.plugin())) {
                throw new Refused(
                        Reason.UNSUPPORTED,
                        "PLUGIN",
                        "the account at host \"" + row.host() + "\" is let in by the plugin "
                                + MySqlDialect.INSTANCE.plugin(method.plugin())
                                + ", whose hashes Keyturn cannot make; use an account with "
                                + engine.defaultPlugin());
            }
        }
        return pluginOrDefault();
    }

    private List<Wanted> left(Keep keep) throws Refused {
        return switch (keep) {
            case Keep.Only(Credential kept) ->
                List.of(row.fitting(kept)
                        .map(stored -> new Wanted(stored, Optional.of(kept)))
                        .orElseGet(() -> Wanted.of(pluginOrDefault(), kept)));
            case Keep.AsFound(var verifier) ->
                FoundAccount.parse(verifier).at(row.host()).stream()
                        .map(Wanted::asIs)
                        .toList();
            case Keep.Shut(), Keep.Gone() -> List.of();
        };
    }

    private String pluginOrDefault() {
        return row.methods().stream()
                .map(LoginMethod::plugin)
                .filter(engine::takes)
                .findFirst()
                .orElse(engine.defaultPlugin());
    }
}
