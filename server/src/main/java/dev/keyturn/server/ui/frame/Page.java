// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.ui.client.Visit;
import dev.keyturn.server.ui.part.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// What templates know besides their view.
///
/// @param token   what each form carries; empty on a page that nobody is signed in for and that has no form
/// @param times   how times are written for this visitor: in the zone of the browser, UTC until it is known
/// @param address path and query of the request
/// @param keys    whether keys do what the list of keys says
public record Page(String token, Times times, Theme theme, String address, boolean keys) {
    private static final String ZONE = "kt-tz";

    /// The name of the cookie that holds `off` where somebody does not want keys to do anything.
    public static final String KEYS = "kt-keys";

    static Page of(Call call, String token, Instant now) {
        return new Page(
                token,
                times(call, now),
                Theme.of(call),
                call.address(),
                Visit.cookie(call, KEYS).filter("off"::equals).isEmpty());
    }

    /// How times are written for who sent the request.
    public static Times times(Call call, Instant now) {
        return new Times(now, zone(call));
    }

    private static Optional<ZoneId> zone(Call call) {
        return Visit.cookie(call, ZONE).flatMap(name -> {
            try {
                return Optional.of(ZoneId.of(name.replace("%2F", "/")));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }

    /// As people are told: `Europe/Berlin`, or `UTC`.
    public String zoneName() {
        return times.known().map(ZoneId::getId).orElse("UTC");
    }
}
