// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import dev.keyturn.operator.crd.redis.RedisSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The rules of RotateAuth about the Secrets that it reads and writes (contract §7.2). The previous pair is
/// written into the published Secret, so a Secret of another would be damaged, and its readers would learn
/// our password.
final class RotationRules {

    private static final String REFERENCE = "spec.authentication.secretRef";
    private static final String BASIC_AUTH = "kubernetes.io/basic-auth";
    private static final String OPAQUE = "Opaque";
    private static final Set<String> TYPES = Set.of(BASIC_AUTH, OPAQUE);
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final Pattern REDIS_USER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Predicate<String> CONTROL =
            Pattern.compile("\\p{Cntrl}").asPredicate();

    private final Database database;
    private final RequestSurroundings surroundings;
    private final Findings findings;

    RotationRules(Database database, RequestSurroundings surroundings, Findings findings) {
        this.database = database;
        this.surroundings = surroundings;
        this.findings = findings;
    }

    /// A pair of the user's, in a Secret of this name.
    void supplied(String name) {
        findings.refuseIf(name.isEmpty(), REFERENCE + ".name", "name the Secret with the new pair, or leave it out");
        if (name.isEmpty()) {
            return;
        }
        findings.refuseIf(
                name.equals(database.authSecretName()),
                REFERENCE + ".name",
                "Secret \"" + name + "\" is the one in use; put the new pair into another Secret, editing this one"
                        + " in place would lose the password that is live");
        surroundings
                .supplied()
                .ifPresentOrElse(
                        this::judge,
                        () -> findings.refuse(
                                REFERENCE + ".name",
                                "Secret \"" + name + "\" does not exist in namespace \"" + database.namespace()
                                        + "\""));
    }

    /// A pair that Keyturn makes: it replaces the data of the published Secret.
    void generated() {
        surroundings.published().ifPresent(secret -> {
            findings.refuseIf(
                    Boolean.TRUE.equals(secret.getImmutable()),
                    "spec.authentication",
                    title(secret) + " is immutable, so no new pair can be written into it: pass a secretRef");
            foreignOwner(secret)
                    .or(() -> new SecretOwner(database, secret).foreignController())
                    .ifPresent(owner -> findings.refuse(
                            "spec.authentication", title(secret) + " belongs to " + owner + ": pass a secretRef"));
        });
    }

    private void judge(Secret secret) {
        String type = Objects.requireNonNullElse(secret.getType(), OPAQUE);
        findings.refuseIf(
                !TYPES.contains(type),
                REFERENCE + ".name",
                title(secret) + " is of type " + type + "; only " + BASIC_AUTH + " and " + OPAQUE
                        + " are taken, the previous pair is written into it");
        if (type.equals(OPAQUE)) {
            findings.warn(title(secret) + " is of type " + OPAQUE + "; " + BASIC_AUTH + " says what it is for");
        }
        foreignOwner(secret)
                .or(() -> new SecretOwner(database, secret).byPurpose(surroundings.neighbours()))
                .ifPresent(owner -> findings.refuse(
                        REFERENCE + ".name", title(secret) + " belongs to " + owner + "; take a Secret of its own"));
        pair(title(secret), Pair.of(secret));
    }

    private Optional<String> foreignOwner(Secret secret) {
        var owner = new SecretOwner(database, secret);
        return owner.byLabels(surroundings.neighbours())
                .or(owner::byOwnerReference)
                .or(() -> owner.byUse(surroundings.neighbours()));
    }

    private void pair(String title, Pair pair) {
        if (!pair.isComplete()) {
            findings.refuse(REFERENCE + ".name", title + " needs the keys username and password, neither empty");
            return;
        }
        user(title, pair);
        password(title, pair.password());
        findings.refuseIf(
                surroundings
                        .published()
                        .map(Pair::of)
                        .filter(pair::hasPasswordOf)
                        .isPresent(),
                REFERENCE + ".name",
                title + " has the password that is in use already; put a new one into it");
    }

    private void user(String title, Pair pair) {
        if (database.spec() instanceof RedisSpec redis) {
            findings.refuseIf(
                    !REDIS_USER.matcher(pair.username()).matches(),
                    REFERENCE + ".name",
                    title + " has a username that is none: 1 to 64 letters, digits, _, . and - are taken");
            findings.refuseIf(
                    RedisRules.users(redis).contains(pair.username()),
                    REFERENCE + ".name",
                    title + " names the user \"" + pair.username()
                            + "\" of an ACL rule, which rotation never touches; name another one");
            return;
        }
        String current = surroundings
                .published()
                .map(Pair::of)
                .map(Pair::username)
                .filter(user -> !user.isEmpty())
                .orElse(database.engine().superuser());
        findings.refuseIf(
                !pair.username().equals(current),
                REFERENCE + ".name",
                title + " names another user than the current \"" + current + "\"; that of a "
                        + database.engine().kind() + " cannot be changed");
    }

    private void password(String title, String password) {
        int length = password.codePointCount(0, password.length());
        boolean endsALine = password.endsWith("\n") || password.endsWith("\r");
        findings.refuseIf(
                endsALine,
                REFERENCE + ".name",
                title + " has a password with a line break at its end, which most often is a slip; write it without");
        findings.refuseIf(
                !endsALine && CONTROL.test(password),
                REFERENCE + ".name",
                title + " has a password with control characters; write it without");
        findings.refuseIf(
                length < SHORTEST || length > LONGEST,
                REFERENCE + ".name",
                title + " has a password of " + length + " characters; " + SHORTEST + " to " + LONGEST + " are taken");
    }

    private static String title(Secret secret) {
        return "Secret \"" + secret.getMetadata().getName() + "\"";
    }
}
