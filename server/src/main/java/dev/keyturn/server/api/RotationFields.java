// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.http.IntegerField;
import dev.keyturn.server.http.Patch;
import dev.keyturn.server.http.TextField;
import dev.keyturn.server.rotation.AccountSetup;
import dev.keyturn.server.rotation.Overlap;
import dev.keyturn.server.rotation.RotationMode;
import dev.keyturn.server.rotation.RotationType;
import dev.keyturn.server.rotation.SecretsMapping;
import dev.keyturn.server.secret.SecretName;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads the fields that the bodies of create and update share (API contract §2.2, §2.3). A broken rule leaves
/// an issue in the input; what is returned then is a stand-in.
final class RotationFields {
    private static final long LONGEST_HOLD = 2_592_000;

    private RotationFields() {}

    /// How a superseded set ends, beside its grace.
    record Retirement(Duration hold, boolean disconnect) {
        static final Retirement DEFAULT = new Retirement(Overlap.DEFAULT.hold(), Overlap.DEFAULT.disconnect());
    }

    static Patch<Retirement> retirement(Input body) {
        return switch (body.patchObject("retirement")) {
            case Patch.Keep<Input> _ -> new Patch.Keep<>();
            case Patch.Clear<Input> _ -> new Patch.Clear<>();
            case Patch.Put<Input>(Input wanted) -> {
                Input known = wanted.only(Set.of("holdWhileInUseSeconds", "disconnectClients"));
                long hold = known.integer("holdWhileInUseSeconds")
                        .between(0, LONGEST_HOLD)
                        .or(0L);
                boolean disconnect = known.flag("disconnectClients").or(false);
                yield new Patch.Put<>(new Retirement(Duration.ofSeconds(hold), disconnect));
            }
        };
    }

    /// A credential that exists, and is to be published as it is.
    record Initial(AccountName account, Password password) {}

    static Optional<Initial> initial(Input body) {
        if (!(body.patchObject("initialCredentials") instanceof Patch.Put<Input>(Input given))) {
            return Optional.empty();
        }
        Input known = given.only(Set.of("username", "password"));
        String account = known.text("username").trimmed().atLeast(1).required();
        String password = known.text("password").atLeast(1).required();
        return account.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Initial(new AccountName(account), Password.of(password)));
    }

    /// What was adopted once cannot be adopted again.
    static void refuseInitial(Input body) {
        if (body.has("initialCredentials")) {
            body.refuse("initialCredentials", "initialCredentials belong to the creation of a rotation");
        }
    }

    static Optional<RotationMode> mode(Input body) {
        Set<String> known = Set.of(RotationMode.ALTERNATING_USERS.slug(), RotationMode.SINGLE_USER.slug());
        return body.text("rotationMode")
                .oneOf(known)
                .nullable()
                .filter(known::contains)
                .map(RotationMode::of);
    }

    /// What is done for accounts before their first use; only their owner's, of which a type with drawn ones
    /// has none.
    static Patch<AccountSetup> accountSetup(Input body, RotationType type) {
        return switch (body.patchObject("accountSetup")) {
            case Patch.Keep<Input> _ -> new Patch.Keep<>();
            case Patch.Clear<Input> _ -> new Patch.Clear<>();
            case Patch.Put<Input>(Input setup) -> new Patch.Put<>(accountSetup(body, setup, type));
        };
    }

    private static AccountSetup accountSetup(Input body, Input setup, RotationType type) {
        Input known = setup.only(Set.of("createMissing", "ownerRole"));
        boolean createMissing = known.flag("createMissing").or(false);
        Optional<AccountName> owner = known.text("ownerRole")
                .trimmed()
                .atLeast(1)
                .nullable()
                .filter(name -> !name.isEmpty())
                .map(AccountName::new);
        var wanted = new AccountSetup(createMissing, owner);
        if (!type.isSql() && !wanted.equals(AccountSetup.NONE)) {
            body.refuse("accountSetup", "%s make their own users".formatted(type.displayName()));
        }
        return wanted;
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

    /// @param driver says which fields a set has besides user name and password; other keys are dropped (contract §1.2)
    static SecretsMapping mapping(Input mapping, TargetDriver driver) {
        var further = new TreeMap<String, String>();
        driver.fields().stream().filter(mapping::has).forEach(field -> further.put(field, secretName(mapping, field)));
        return new SecretsMapping(secretName(mapping, "username"), secretName(mapping, "password"), further);
    }

    private static String secretName(Input mapping, String key) {
        return mapping.text(key)
                .trimmed()
                .atLeast(1)
                .must(SecretName::isValidInMapping, SecretName.RULE_FOR_MAPPINGS)
                .required();
    }
}
