// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.InvalidScope;
import dev.keyturn.core.target.InvalidStatement;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.rotation.RedisParameters;
import dev.keyturn.server.rotation.RotationMode;
import dev.keyturn.server.rotation.RotationParameters;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.SqlParameters;
import java.util.List;
import java.util.Optional;

/// Reads `parameters` by type (API contract §2.6, §2.8, §2.9). A broken rule leaves an issue in the input; what is
/// returned then is a stand-in.
///
/// @param driver says what its engine takes
/// @param mode   a single user needs no `username2`
record ParameterFields(RotationType type, TargetDriver driver, RotationMode mode) {
    static final String DEFAULT_SCOPE = "~* +@all";

    private static final String SYMBOLS = "!@#$%^&*()_+-=[]{};':\"\\|,.<>/?~`";
    private static final AccountName STAND_IN = new AccountName("x");

    RotationParameters read(Input parameters) {
        Optional<PasswordRequirements> requirements =
                parameters.optionalObject("passwordRequirements").flatMap(ParameterFields::requirements);
        requirements
                .flatMap(driver.passwordPolicy()::refuses)
                .ifPresent(why -> parameters.refuse("passwordRequirements", why));
        return type.isSql() ? sql(parameters, requirements) : redis(parameters, requirements);
    }

    private RotationParameters redis(Input parameters, Optional<PasswordRequirements> requirements) {
        String scope = parameters.text("permissionScope").trimmed().atLeast(1).or(DEFAULT_SCOPE);
        return new RedisParameters(scopeTokens(parameters, scope), requirements);
    }

    private List<String> scopeTokens(Input parameters, String scope) {
        try {
            return driver.parseScope(scope);
        } catch (InvalidScope invalid) {
            parameters.refuse("permissionScope", String.valueOf(invalid.getMessage()));
            return List.of();
        }
    }

    private RotationParameters sql(Input parameters, Optional<PasswordRequirements> requirements) {
        var first = parameters.text("username1").trimmed().atLeast(1);
        var second = parameters.text("username2").trimmed().atLeast(1);
        Optional<String> other = mode == RotationMode.SINGLE_USER ? second.optional() : Optional.of(second.required());
        return new SqlParameters(
                account(first.required()), other.map(this::account), statement(parameters), requirements);
    }

    private AccountName account(String name) {
        return name.isEmpty() ? STAND_IN : new AccountName(name);
    }

    /// What a template may be is its driver's to say.
    private Optional<String> statement(Input parameters) {
        Optional<String> template =
                parameters.text("rotationStatement").nullable().filter(text -> !text.isBlank());
        template.ifPresent(text -> {
            try {
                var _ = driver.showsPassword(text);
            } catch (InvalidStatement invalid) {
                parameters.refuse("rotationStatement", String.valueOf(invalid.getMessage()));
            }
        });
        return template;
    }

    /// A broken rule leaves an issue in the input.
    ///
    /// @return empty if they make no sense
    static Optional<PasswordRequirements> requirements(Input wanted) {
        long length = wanted.truncated("length")
                .between(1, PasswordRequirements.MAX_LENGTH)
                .required();
        Input required = wanted.object("required");
        long digits = count(required, "digits");
        long lowercase = count(required, "lowercase");
        long uppercase = count(required, "uppercase");
        long symbols = count(required, "symbols");
        String allowed = wanted.text("allowedSymbols")
                .must(ParameterFields::hasSymbol, "allowedSymbols needs at least one of " + SYMBOLS)
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
