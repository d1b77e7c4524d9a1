// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.node.Link;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The nodes of somebody who runs all of them: each listed one is needed, whatever the others say of it, and a cluster
/// has no other member.
record ListedNodes(List<Endpoint> listed, Discovery.Visits visits, Discovery discovery) {

    /// Replicas before primaries, so that a primary never has a user that its replica lacks.
    ///
    /// @throws Refused    a cluster has a member that is not listed
    /// @throws Unanswered a listed node was silent
    List<Member> members() throws Refused, Unanswered {
        List<Member> replicas = new ArrayList<>();
        List<Member> primaries = new ArrayList<>();
        Map<String, Member> strangers = new LinkedHashMap<>();
        for (Endpoint at : listed) {
            Admin admin = visits.admin(at);
            if (isClustered(admin)) {
                discovery.told(admin, at).forEach(member -> strangers.put(member.id(), member));
            }
            boolean primary = Replication.link(admin.call("ROLE")) == Link.PRIMARY;
            (primary ? primaries : replicas).add(member(admin, at));
        }
        replicas.addAll(primaries);
        replicas.forEach(member -> strangers.remove(member.id()));
        if (!strangers.isEmpty()) {
            throw stranger(strangers.values().iterator().next());
        }
        return List.copyOf(replicas);
    }

    private static Member member(Admin admin, Endpoint at) throws Refused, Unanswered {
        if (!isClustered(admin)) {
            return Member.healthy(at);
        }
        Answer id = admin.call("CLUSTER", "MYID");
        if (id instanceof Answer.Failure failure) {
            throw Verdict.ofStatement(failure, "CLUSTER MYID", admin.node());
        }
        return new Member(id.text().orElse(at.toString()), at, false);
    }

    private static boolean isClustered(Admin admin) {
        return admin.mode().filter("cluster"::equals).isPresent();
    }

    private static Refused stranger(Member member) {
        return new Refused(
                Reason.WRONG_NODE,
                "MEMBER",
                "the cluster has the member " + member.at() + " (" + member.id()
                        + "), which is none of the nodes that are to be changed; if it is gone for ever, run CLUSTER FORGET "
                        + member.id() + " on each of them",
                member.at().toString());
    }
}
