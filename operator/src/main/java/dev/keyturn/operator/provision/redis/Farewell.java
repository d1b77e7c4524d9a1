// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.Salt;
import dev.keyturn.core.node.Accepted;
import dev.keyturn.core.node.ClusterDriver;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.OverlapDriver;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Tls;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.redis.Accepting.Former;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Tells single nodes to let in the published pair and nobody else, and sees that they do. Everything may be repeated.
///
/// @param wholly  whether each password but the published one goes, known or not; otherwise the former one alone, so
///                that what somebody adds at the same time stays
/// @param replicas whether nodes log in to each other
/// @param holder  in whose name it is done
record Farewell(
        OverlapDriver overlap,
        ClusterDriver nodes,
        Accepting who,
        boolean wholly,
        boolean replicas,
        String holder,
        InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AccountName EVERYBODY = new AccountName(BootState.DEFAULT_USER);
    private static final Salt NO_SALT = Salt.of(new byte[Salt.LENGTH]);
    private static final AccountRules EVERYTHING = AccountRules.scoped(List.of("~*", "&*", "+@all"));

    /// Makes a replica say the published password to its primary: the former one will not do any more.
    void keepTogether(Endpoint at) throws Refused, Unanswered {
        if (replicas) {
            try (ClusterSession session = session(at)) {
                session.replicateWith(who.published().password());
            }
        }
    }

    void tell(Endpoint at) throws Refused, Unanswered {
        for (AccountName user : leaving()) {
            try (Target target = target(at, user)) {
                target.retire(node(at), gone(), new Keep.Only(published()));
            }
        }
    }

    /// @throws Refused somebody else still gets in, or the published pair does not
    void prove(Endpoint at) throws Refused, Unanswered {
        try (Target target = target(at, leaving().getFirst())) {
            target.verify(node(at), published());
            if (isDifferent() && isAccepted(target, node(at))) {
                throw stranger("it still accepts the former password");
            }
        }
        if (wholly) {
            lookForStrangers(at);
        }
    }

    private void lookForStrangers(Endpoint at) throws Refused, Unanswered {
        var only = new Accepted(false, who.settled().accept());
        try (ClusterSession session = session(at)) {
            for (AccountName user :
                    new LinkedHashSet<>(List.of(EVERYBODY, who.published().user()))) {
                if (!session.accepted(user).equals(only)) {
                    throw stranger("its user " + user.value() + " accepts another password than the published one");
                }
            }
            for (AccountName user : who.leaving()) {
                if (!session.accepted(user).equals(Accepted.nothing())) {
                    throw stranger("its user " + user.value() + " still logs in");
                }
            }
        }
    }

    private static Refused stranger(String what) {
        return new Refused(Reason.OTHER, "ACCEPTED", what);
    }

    private boolean isAccepted(Target target, Node node) throws Refused, Unanswered {
        try {
            target.verify(node, gone());
            return true;
        } catch (Refused refused) {
            if (refused.reason() == Reason.WRONG_PASSWORD) {
                return false;
            }
            throw refused;
        }
    }

    private boolean isDifferent() {
        return !gone().password().equals(published().password());
    }

    /// Never empty: the one that every client is goes on under its name.
    private List<AccountName> leaving() {
        return who.leaving().isEmpty() ? List.of(EVERYBODY) : who.leaving();
    }

    /// A user whose rules are ours is written anew, with one password; of one that was found a password is taken away.
    private Credential published() {
        return credential(who.published().password(), 2, wholly ? Origin.MADE : Origin.FOUND);
    }

    private Credential gone() {
        Password password = who.former().map(Former::password).orElseGet(who.published()::password);
        return credential(password, 1, Origin.FOUND);
    }

    private static Credential credential(Password password, long version, Origin origin) {
        return new Credential(EVERYBODY, origin, password, version, NO_SALT, EVERYTHING);
    }

    /// By its address alone: whoever asks it about the others needs all of them to answer.
    private static Node node(Endpoint at) {
        return new Node(at.toString(), at.toString(), true);
    }

    private Target target(Endpoint at, AccountName leaving) throws Refused, Unanswered {
        var where = new Connection(at, Optional.empty(), new Tls.Off(), List.of(at));
        return overlap.of(who.published().user(), leaving)
                .open(where, () -> List.of(login()), new Session(holder, deadline(), _ -> true));
    }

    private ClusterSession session(Endpoint at) throws Refused, Unanswered {
        return nodes.open(at, new Tls.Off(), login(), deadline());
    }

    private Login login() {
        return Login.of(EVERYBODY, who.published().password());
    }

    private Deadline deadline() {
        return Deadline.at(clock.instant().plus(PATIENCE), clock);
    }
}
