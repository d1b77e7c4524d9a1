// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.plan;

import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.RotationParameters;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be said of a rotation without asking its target.
public final class SettingsChecks {
    private static final String STATEMENT = "statement";
    private static final String STRENGTH = "password-strength";

    /// Below this a password can be guessed by who has its hash, salted or not.
    private static final double FEWEST_BITS = 80;

    private SettingsChecks() {}

    public static Stream<Check> of(TargetDriver driver, AppConnection connection, RotationParameters parameters) {
        PasswordRequirements wanted = parameters.requirements().orElseGet(PasswordRequirements::standard);
        return Stream.of(
                        Stream.of(strength(driver, wanted)),
                        Stream.of(ConnectionTest.plaintext(connection)),
                        parameters.statement().map(text -> statement(driver, text)).stream(),
                        scope(driver, parameters).stream())
                .flatMap(checks -> checks);
    }

    static Check strength(TargetDriver driver, PasswordRequirements wanted) {
        Optional<String> weak = wanted.bits() < FEWEST_BITS
                ? Optional.of("length %d is short: about %d bits of entropy; raise passwordRequirements.length"
                        .formatted(wanted.length(), (int) wanted.bits()))
                : driver.passwordPolicy().warns(wanted);
        return weak.map(text -> Check.warn(STRENGTH, text)).orElseGet(() -> Check.pass(STRENGTH));
    }

    private static Optional<Check> scope(TargetDriver driver, RotationParameters parameters) {
        return parameters instanceof RedisParameters redis
                ? driver.risk(redis.scope()).map(why -> Check.warn("scope", why))
                : Optional.empty();
    }

    private static Check statement(TargetDriver driver, String template) {
        try {
            return driver.showsPassword(template)
                    ? Check.warn(
                            STATEMENT,
                            "rotationStatement takes the password itself, so the target's log may show it; ALTER USER"
                                    + " \"{{username}}\" WITH PASSWORD '{{password}}' would not, where the engine takes a"
                                    + " hash")
                    : Check.pass(STATEMENT);
        } catch (InvalidStatement invalid) {
            return Check.fail(STATEMENT, String.valueOf(invalid.getMessage()));
        }
    }
}
