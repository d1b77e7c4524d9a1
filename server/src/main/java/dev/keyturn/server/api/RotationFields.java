// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.InvalidScope;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.IntegerField;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.SecretsMapping;
import dev.keyturn.server.secret.SecretName;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// Reads the fields that the bodies of create and update share (API contract §2.2, §2.6, §2.9). A broken rule leaves an
/// issue in the input; what is returned then is a stand-in.
final class RotationFields {
    static final String DEFAULT_SCOPE = "~* +@all";

    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{};':\"\\|,.<>/?~`";

    private RotationFields() {}

    /// Fields that belong to the contract and do not work yet: refused, never silently ignored.
    static void refuseUnsupported(Input body) {
        for (String name : List.of("schedule", "retirement", "accountSetup", "initialCredentials")) {
            if (body.patchObject(name) instanceof Patch.Put<Input>) {
                body.refuse(name, "not supported yet");
            }
        }
        var _ = body.text("rotationMode")
                .must("alternating-users"::equals, "not supported yet")
                .nullable();
    }

    static TextField name(Input body) {
        return body.text("name").slug();
    }

    static TextField description(Input body) {
        return body.text("description").trimmed().atMost(256);
    }

    static IntegerField interval(Input body) {
        return body.coerced("rotationInterval").between(1, Integer.MAX_VALUE);
    }

    static Optional<LocalTime> rotateAt(Input body) {
        return body.optionalObject("rotateAtUtc").map(at -> {
            long hours = at.truncated("hours").between(0, 23).required();
            long minutes = at.truncated("minutes").between(0, 59).required();
            return LocalTime.of(Math.clamp(hours, 0, 23), Math.clamp(minutes, 0, 59));
        });
    }

    static IntegerField grace(Input body) {
        return body.integer("gracePeriodSeconds").between(0, 31_536_000);
    }

    static SecretsMapping mapping(Input mapping) {
        return new SecretsMapping(secretName(mapping, "username"), secretName(mapping, "password"));
    }

    private static String secretName(Input mapping, String key) {
        return mapping.text(key)
                .trimmed()
                .atLeast(1)
                .must(SecretName::isValidInMapping, SecretName.RULE_FOR_MAPPINGS)
                .required();
    }

    static RedisParameters redisParameters(Input parameters, TargetDriver driver) {
        String scope = parameters.text("permissionScope").trimmed().atLeast(1).or(DEFAULT_SCOPE);
        Optional<PasswordRequirements> requirements =
                parameters.optionalObject("passwordRequirements").flatMap(RotationFields::requirements);
        requirements
                .flatMap(driver.passwordPolicy()::refuses)
                .ifPresent(why -> parameters.refuse("passwordRequirements", why));
        return new RedisParameters(scopeTokens(parameters, driver, scope), requirements);
    }

    private static List<String> scopeTokens(Input parameters, TargetDriver driver, String scope) {
        try {
            return driver.parseScope(scope);
        } catch (InvalidScope invalid) {
            parameters.refuse("permissionScope", String.valueOf(invalid.getMessage()));
            return List.of();
        }
    }

    private static Optional<PasswordRequirements> requirements(Input wanted) {
        long length = wanted.truncated("length")
                .between(1, PasswordRequirements.MAX_LENGTH)
                .required();
        Input required = wanted.object("required");
        long digits = count(required, "digits");
        long lowercase = count(required, "lowercase");
        long uppercase = count(required, "uppercase");
        long symbols = count(required, "symbols");
        String allowed = wanted.text("allowedSymbols")
                .must(RotationFields::hasSymbol, "allowedSymbols needs at least one of " + SYMBOLS)
                .or("");
        long sum = digits + lowercase + uppercase + symbols;
        if (sum < 1) {
            wanted.refuse("required", "At least one of the required counts must be above 0");
        } else if (sum > length) {
            wanted.refuse("required", "The required counts add up to %d; the length is %d".formatted(sum, length));
        } else if (length <= PasswordRequirements.MAX_LENGTH) {
            return Optional.of(new PasswordRequirements(
                    (int) length, (int) digits, (int) lowercase, (int) uppercase, (int) symbols, allowed));
        }
        return Optional.empty();
    }

    private static long count(Input required, String name) {
        return Math.clamp(required.truncated(name).atLeast(0).required(), 0, PasswordRequirements.MAX_LENGTH + 1);
    }

    /// A lone backslash is refused; one match anywhere else is enough.
    private static boolean hasSymbol(String allowed) {
        return !allowed.equals("\\") && allowed.chars().anyMatch(symbol -> SYMBOLS.indexOf(symbol) >= 0);
    }
}
