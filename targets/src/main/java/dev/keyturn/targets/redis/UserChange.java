// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Verifier;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The commands that change a user: each says what is to be, not what to change, so that repeating it changes nothing.
/// The one place where they are built.
///
/// A user that we made is written anew with all its rules. Of one that we found only our own passwords are added and
/// taken away: its rules are not ours.
final class UserChange {

    /// What stands for a hash where people read.
    static final String MASK = "********";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:@-]+");
    private static final Pattern RULE = Pattern.compile("[ -~&&[^\"'\\\\]]+");
    private static final Pattern FOUND = Pattern.compile("(on|off)( nopass)?( #[0-9a-f]{64})*");

    private UserChange() {}

    /// A user of ours, with the passwords of `next` and of what is kept, and no third one.
    static String[] write(Credential next, Keep keep) throws Refused {
        List<String> accepted = new ArrayList<>(List.of("#" + sha256(next.password())));
        accepted.addAll(kept(keep));
        return rewritten(next.account(), accepted, next.rules().scope());
    }

    /// A user that somebody else made, with one more password, or two.
    ///
    /// @param wakes whether it is to be switched on again
    static String[] add(Credential next, Keep keep, boolean wakes) throws Refused {
        List<String> rules = new ArrayList<>();
        if (wakes) {
            rules.add("on");
        }
        rules.add("#" + sha256(next.password()));
        rules.addAll(kept(keep));
        return setUser(next.account(), rules);
    }

    static String[] delete(AccountName account) throws Refused {
        return new String[] {"ACL", "DELUSER", checked(account)};
    }

    static String[] shut(AccountName account) throws Refused {
        return setUser(account, List.of("off", "resetpass"));
    }

    /// Takes one password away, which Redis refuses where it is not. Two sets may have the same one: what stays is said
    /// last.
    static String[] takeAway(Credential gone, Credential kept) throws Refused {
        return setUser(gone.account(), List.of("!" + sha256(gone.password()), "#" + sha256(kept.password())));
    }

    /// @throws Refused it was not read from a Redis
    static String[] giveBack(AccountName account, Verifier found) throws Refused {
        if (!FOUND.matcher(found.text()).matches()) {
            throw new Refused(
                    Reason.UNSUPPORTED,
                    "VERIFIER",
                    "what is to be given back was not read from the access list of a Redis");
        }
        List<String> rules = new ArrayList<>(List.of("resetpass"));
        rules.addAll(List.of(found.text().split(" ", -1)));
        return setUser(account, rules);
    }

    /// What people are shown of the command that applies.
    static String shown(AccountName account, List<String> scope) throws Refused {
        String[] command = scope.isEmpty()
                ? setUser(account, List.of("#" + MASK))
                : rewritten(account, List.of("#" + MASK), scope);
        return Arrays.stream(command)
                .map(word -> word.indexOf(' ') < 0 ? word : "\"" + word + "\"")
                .collect(Collectors.joining(" "));
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
    /// them (6.2, or `acl-pubsub-default allchannels`) Redis refuses to add one.
    static List<String> complete(List<String> scope) {
        boolean listsChannels = scope.stream().anyMatch(rule -> rule.startsWith("&"));
        if (!listsChannels || scope.contains("resetchannels") || scope.contains("allchannels")) {
            return scope;
        }
        List<String> completed = new ArrayList<>(List.of("resetchannels"));
        completed.addAll(scope);
        return completed;
    }

    private static List<String> kept(Keep keep) {
        return switch (keep) {
            case Keep.Only(Credential kept) -> List.of("#" + sha256(kept.password()));
            case Keep.AsFound(Verifier found) ->
                Arrays.stream(found.text().split(" ", -1))
                        .filter(rule -> rule.startsWith("#"))
                        .toList();
            case Keep.Shut(), Keep.Gone() -> List.of();
        };
    }

    private static String[] rewritten(AccountName account, List<String> accepted, List<String> scope) throws Refused {
        List<String> rules = new ArrayList<>(List.of("reset", "on"));
        rules.addAll(accepted);
        rules.addAll(complete(scope));
        return setUser(account, rules);
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
