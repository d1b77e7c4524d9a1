// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.node.ClusterSession;
import dev.keyturn.core.node.Link;
import dev.keyturn.core.node.NodeDriver;
import dev.keyturn.core.node.NodeSession;
import dev.keyturn.core.target.Deadline;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.operator.provision.Nodes;
import java.util.List;
import java.util.Optional;

/// Whether a change of the credential can begin: every node runs, takes a pair that we know, and is together with the
/// others. Changes nothing.
final class Readiness {
    private final NodeDriver driver;
    private final Site site;
    private final List<Login> known;
    private final Deadline deadline;

    /// What was found.
    sealed interface Finding {
        record Fine() implements Finding {}

        /// Something has to come, or to come back, before.
        record NotYet(String why) implements Finding {}

        /// A node refuses every pair that we know.
        record Unknown(String why) implements Finding {}
    }

    /// @param known the pairs to try, the published one first
    Readiness(NodeDriver driver, Site site, List<Login> known, Deadline deadline) {
        this.driver = driver;
        this.site = site;
        this.known = known;
        this.deadline = deadline;
    }

    Finding look() {
        if (!site.isWhole()) {
            return new Finding.NotYet(site.running().size() + " of " + site.wanted() + " pods of "
                    + site.names().name() + " run");
        }
        for (Nodes.Node node : site.running()) {
            Finding finding = look(node);
            if (!(finding instanceof Finding.Fine)) {
                return finding;
            }
        }
        return new Finding.Fine();
    }

    private Finding look(Nodes.Node node) {
        for (Login login : known) {
            try (NodeSession session = driver.open(site.endpoint(node), site.tls(), login, deadline)) {
                return apart(node, session).<Finding>map(Finding.NotYet::new).orElseGet(Finding.Fine::new);
            } catch (Refused refused) {
                if (refused.reason() != Refused.Reason.WRONG_PASSWORD) {
                    return new Finding.NotYet(node.pod() + ": " + refused.sentence());
                }
            } catch (Unanswered silence) {
                return new Finding.NotYet(node.pod() + ": " + silence.sentence());
            }
        }
        return new Finding.Unknown(node.pod() + " refuses the published password, and every other one that we know");
    }

    private Optional<String> apart(Nodes.Node node, NodeSession session) throws Refused, Unanswered {
        if (!(session instanceof ClusterSession member)) {
            return Optional.empty();
        }
        if (member.link() == Link.BROKEN) {
            return Optional.of(node.pod() + " does not copy from its primary now");
        }
        boolean alone = site.wanted() == 1;
        return alone || member.view().serves()
                ? Optional.empty()
                : Optional.of(node.pod() + " says that the cluster does not serve every slot now");
    }
}
