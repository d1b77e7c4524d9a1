// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.node.Accepted;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.ClusterView;
import dev.keyturn.core.node.Link;
import dev.keyturn.core.node.SlotRange;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// One process, asked by the operator that runs it.
final class RedisNode implements ClusterSession {

    private static final String KEY = "keyturn:write-check";
    private static final String A_MINUTE = "60";

    private final NodeConnection connection;

    RedisNode(NodeConnection connection) {
        this.connection = connection;
    }

    /// A process that loads its data, or wants a password, answers this with an error.
    void greet() throws Refused, Unanswered {
        if (connection.call("PING") instanceof Answer.Failure failure) {
            throw Verdict.ofAdminLogin(failure, connection.node());
        }
    }

    /// In a cluster under a key of a slot of its own: a process without slots has nothing to write.
    @Override
    public void checkWrite() throws Refused, Unanswered {
        if (link() != Link.PRIMARY) {
            return;
        }
        Answer answer = write(KEY);
        if (answer.isFailure("MOVED")) {
            List<SlotRange> mine = view().self().slots();
            answer = mine.isEmpty() ? new Answer.Absent() : write(Slots.keyIn(mine, KEY));
        }
        refuse(answer, "SET");
    }

    @Override
    public ClusterView view() throws Refused, Unanswered {
        Answer info = refuse(connection.call("CLUSTER", "INFO"), "CLUSTER INFO");
        Answer nodes = refuse(connection.call("CLUSTER", "NODES"), "CLUSTER NODES");
        boolean serves = info.text().orElse("").lines().anyMatch("cluster_state:ok"::equals);
        return new ClusterView(serves, ClusterNodes.parse(nodes.text().orElse("")));
    }

    @Override
    public void meet(Endpoint other) throws Refused, Unanswered {
        command("CLUSTER", "MEET", other.host(), Integer.toString(other.port()));
    }

    /// Slot by slot, since ranges are known from Redis 7.0 on only.
    @Override
    public void own(SlotRange slots) throws Refused, Unanswered {
        List<String> command = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
        IntStream.rangeClosed(slots.first(), slots.last())
                .mapToObj(Integer::toString)
                .forEach(command::add);
        command(command.toArray(String[]::new));
    }

    @Override
    public void replicate(String id) throws Refused, Unanswered {
        command("CLUSTER", "REPLICATE", id);
    }

    @Override
    public void forget(String id) throws Refused, Unanswered {
        command("CLUSTER", "FORGET", id);
    }

    @Override
    public Link link() throws Refused, Unanswered {
        return Replication.link(refuse(connection.call("ROLE"), "ROLE"));
    }

    @Override
    public void replicateWith(Password password) throws Refused, Unanswered {
        refuse(connection.replicateWith(password), "CONFIG SET");
    }

    /// Redis calls it an error to tell a primary, as one that has taken over since is.
    @Override
    public void takeOver() throws Refused, Unanswered {
        switch (link()) {
            case PRIMARY -> {}
            case LINKED -> command("CLUSTER", "FAILOVER");
            case BROKEN ->
                throw new Refused(
                        Reason.BUSY,
                        "LINK",
                        "the replica is not linked to its primary, so it cannot take over without losing what was written",
                        connection.node());
        }
    }

    @Override
    public Accepted accepted(AccountName user) throws Refused, Unanswered {
        return switch (UserView.on(connection, user)) {
            case UserView.Present present
            when present.on() -> new Accepted(present.anyPassword(), Set.copyOf(present.hashes()));
            case UserView.Present _, UserView.Absent _ -> Accepted.nothing();
            case UserView.Hidden _ ->
                throw new Refused(
                        Reason.NOT_PERMITTED,
                        "NOPERM",
                        "our account has no right to run ACL GETUSER (NOPERM)",
                        connection.node());
        };
    }

    @Override
    public void close() {
        connection.close();
    }

    private Answer write(String key) throws Unanswered {
        return connection.call("SET", key, "1", "EX", A_MINUTE);
    }

    private void command(String... words) throws Refused, Unanswered {
        refuse(connection.call(words), words[0] + " " + words[1]);
    }

    private Answer refuse(Answer answer, String statement) throws Refused {
        if (!(answer instanceof Answer.Failure failure)) {
            return answer;
        }
        throw switch (failure.code()) {
            case "MISCONF", "OOM" ->
                new Refused(
                        Reason.OTHER,
                        failure.code(),
                        "the node takes no writes: "
                                + (failure.is("OOM") ? "its memory is full" : "it cannot save its data") + " ("
                                + failure.code() + ")",
                        connection.node());
            default -> Verdict.ofStatement(failure, statement, connection.node());
        };
    }
}
