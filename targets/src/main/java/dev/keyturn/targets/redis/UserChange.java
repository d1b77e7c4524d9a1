// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// The commands that change a user: each says what is to be, not what to change, so that repeating it changes nothing.
/// The one place where they are built.
///
/// A user that we made is written anew with all its rules. Of one that we found only our own passwords are added and
/// taken away: its rules are not ours.
final class UserChange {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:@-]+");
    private static final Pattern RULE = Pattern.compile("[ -~&&[^\"'\\\\]]+");

    private UserChange() {}

    static String[] apply(Credential next, Keep keep) throws Refused {
        if (next.origin() == Origin.FOUND) {
            return setUser(next.account(), List.of("#" + sha256(next.password())));
        }
        List<Credential> accepted = new ArrayList<>(List.of(next));
        if (keep instanceof Keep.Only(Credential kept)) {
            accepted.add(kept);
        }
        return rewritten(next, accepted);
    }

    static String[] retire(Credential gone, Keep keep) throws Refused {
        return switch (keep) {
            case Keep.Gone() -> new String[] {"ACL", "DELUSER", checked(gone.account())};
            case Keep.Shut() -> setUser(gone.account(), List.of("off", "resetpass"));
            case Keep.Only(Credential kept) when kept.origin() == Origin.MADE -> rewritten(kept, List.of(kept));
            case Keep.Only(var _), Keep.AsFound(var _) ->
                setUser(gone.account(), List.of("!" + sha256(gone.password())));
        };
    }

    /// Whether the command would make a missing user without saying all that it is to be.
    static boolean needsTheUser(String[] command) {
        return command[1].equals("SETUSER") && !command[3].equals("reset");
    }

    /// Whether the command takes one password away, which Redis refuses where it is not.
    static boolean takesPasswordAway(String[] command) {
        return command[command.length - 1].startsWith("!");
    }

    /// What Redis stores and what we send instead of a password: 64 lower-case hexadecimal digits.
    static String sha256(Password password) {
        try {
            byte[] clear = password.reveal().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(clear));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Redis accepts names that it then cannot read back from its files (`engines.md` §1.4); none of them goes out.
    static String checked(AccountName account) throws Refused {
        if (!NAME.matcher(account.value()).matches()) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "NAME",
                    "the user name may hold letters, digits and _ . : @ - only, so that Redis can read its files again");
        }
        return account.value();
    }

    /// The scope as it goes out. Channels that are listed are meant to be the only ones: where a new user has all of
    /// them
    /// (6.2, or `acl-pubsub-default allchannels`) Redis refuses to add one.
    static List<String> complete(List<String> scope) {
        boolean listsChannels = scope.stream().anyMatch(rule -> rule.startsWith("&"));
        if (!listsChannels || scope.contains("resetchannels") || scope.contains("allchannels")) {
            return scope;
        }
        List<String> completed = new ArrayList<>(List.of("resetchannels"));
        completed.addAll(scope);
        return completed;
    }

    private static String[] rewritten(Credential credential, List<Credential> accepted) throws Refused {
        List<String> rules = new ArrayList<>(List.of("reset", "on"));
        accepted.forEach(each -> rules.add("#" + sha256(each.password())));
        rules.addAll(complete(credential.rules().scope()));
        return setUser(credential.account(), rules);
    }

    private static String[] setUser(AccountName account, List<String> rules) throws Refused {
        if (!rules.stream().allMatch(rule -> RULE.matcher(rule).matches())) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "RULE",
                    "a rule of the permission scope holds a character that Redis could not read back from its files");
        }
        List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", checked(account)));
        command.addAll(rules);
        return command.toArray(String[]::new);
    }
}
