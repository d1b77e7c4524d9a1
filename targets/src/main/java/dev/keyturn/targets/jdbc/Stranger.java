// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The account of a rehearsal: of a name that nobody has, with the password that is to come. What it may do tells what
/// the real account will.
public final class Stranger {
    /// How the names of all of them begin.
    public static final String PREFIX = "keyturn_check_";

    private static final int BYTES = 4;
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{" + 2 * BYTES + "}");

    private Stranger() {}

    /// What is tried with it.
    @FunctionalInterface
    public interface Trial {
        void of(Credential stranger) throws Refused, Unanswered;
    }

    /// Another one with each call.
    public static Credential like(Credential next, RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Credential(
                new AccountName(PREFIX + HexFormat.of().formatHex(bytes)),
                Credential.Origin.MADE,
                next.password(),
                next.version(),
                next.salt(),
                AccountRules.none());
    }

    /// Whether an account of that name is one of a rehearsal.
    public static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }
}
