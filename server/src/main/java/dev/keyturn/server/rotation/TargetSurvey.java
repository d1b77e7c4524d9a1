// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.CredentialSet;
import dev.keyturn.core.credential.Shape;
import dev.keyturn.core.credential.Slot;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.HasFingerprint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Overlaps;
import dev.keyturn.core.target.Preflights;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetException;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.server.connection.AppConnection;
import dev.keyturn.server.connection.ConnectionLogins;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks at the target of a connection for what has to be known before a rotation begins there. Changes nothing, and
/// knows no engine: what a target cannot tell is treated as the worse case.
public final class TargetSurvey {
    private static final Duration A_LOOK = Duration.ofSeconds(5);
    private final ConnectionLogins logins;
    private final InstantSource clock;

    TargetSurvey(ConnectionLogins logins, InstantSource clock) {
        this.logins = logins;
        this.clock = clock;
    }

    /// @throws TargetException the target cannot be asked
    Prospect of(AppConnection connection, AccountSettings accounts, Deadline deadline) throws TargetException {
        try (Target target = logins.open(connection, "survey", deadline)) {
            return new Prospect(fingerprint(target), vacant(target, accounts));
        }
    }

    /// @throws TargetException the target cannot be asked
    Optional<String> fingerprint(AppConnection connection, Deadline deadline) throws TargetException {
        try (Target target = logins.open(connection, "survey", deadline)) {
            return fingerprint(target);
        }
    }

    /// What tells a target from every other, if it has something and tells us.
    public static Optional<String> fingerprint(Target target) throws Unanswered {
        if (!(target instanceof HasFingerprint known)) {
            return Optional.empty();
        }
        try {
            return known.fingerprint();
        } catch (Refused notOurs) {
            return Optional.empty();
        }
    }

    /// Whether an account exists is looked up when it is asked for; nobody's account is called missing on a guess.
    NamedAccounts.Presence presence(AppConnection connection) {
        return account -> {
            var deadline = Deadline.at(clock.instant().plus(A_LOOK), clock);
            try (Target target = logins.open(connection, "survey", deadline)) {
                return !isMissing(target, account);
            } catch (TargetException unknown) {
                return true;
            }
        };
    }

    private static CredentialSet vacant(Target target, AccountSettings accounts) throws TargetException {
        List<AccountName> named = accounts.parameters().named();
        if (accounts.isInPlace()) {
            Shape shape = overlaps(target) ? Shape.IN_PLACE_OVERLAPPING : Shape.IN_PLACE_REPLACING;
            Slot slot = named.isEmpty() ? new Slot.Vacant() : slot(target, named.getFirst(), accounts.setup());
            return CredentialSet.unissued(shape, slot, new Slot.Vacant());
        }
        if (named.isEmpty()) {
            return CredentialSet.unissued(Shape.FRESH, new Slot.Vacant(), new Slot.Vacant());
        }
        Slot first = slot(target, named.getFirst(), accounts.setup());
        return CredentialSet.unissued(Shape.PAIR, first, slot(target, named.getLast(), accounts.setup()));
    }

    private static boolean overlaps(Target target) throws Refused, Unanswered {
        return target instanceof Overlaps able && able.overlaps();
    }

    private static Slot slot(Target target, AccountName account, AccountSetup setup) throws TargetException {
        if (setup.createMissing() && isMissing(target, account)) {
            return new Slot.Vacant();
        }
        return new Slot.Unknown(account, Optional.empty());
    }

    private static boolean isMissing(Target target, AccountName account) throws TargetException {
        if (!(target instanceof Preflights preflights)) {
            return false;
        }
        Credential asked = Outline.of(account, Credential.Origin.FOUND, 1, AccountRules.none());
        for (Node node : target.nodes().writers()) {
            try {
                preflights.preflight(node, asked);
            } catch (Refused no) {
                if (no.reason() == Reason.NO_SUCH_ACCOUNT) {
                    return true;
                }
            }
        }
        return false;
    }
}
