// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import dev.keyturn.server.http.Call;
import dev.keyturn.server.ui.client.Visit;
import java.util.Arrays;
import java.util.Locale;

/// Light or dark, as the visitor chose; a browser without the cookie follows its system.
public enum Theme {
    LIGHT,
    DARK,
    AUTO;

    public static final String COOKIE = "kt-theme";

    static Theme of(Call call) {
        return Visit.cookie(call, COOKIE).map(Theme::named).orElse(AUTO);
    }

    /// @return [#AUTO] for what is no theme
    public static Theme named(String name) {
        return Arrays.stream(values())
                .filter(theme -> theme.wireName().equals(name))
                .findFirst()
                .orElse(AUTO);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What the server writes: for `auto` a script in the head corrects it before anything is drawn.
    public String attribute() {
        return this == DARK ? "dark" : "light";
    }

    /// What the button in the menu changes to.
    public Theme next() {
        return this == DARK ? LIGHT : DARK;
    }
}
