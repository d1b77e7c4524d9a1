// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import static dev.keyturn.core.enumeration.TargetMutants.mutant;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import dev.keyturn.core.target.Beside;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Unanswered;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Mutants that break what was promised to those who are logged in.
final class UseMutants {
    private UseMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant("retire what is in use", Unasked::new),
                mutant("take silence for nobody", Hopeful::new),
                mutant("end sessions before the retirement is proven", Hasty::new),
                mutant("end the sessions of those who came back", Sweeping::new));
    }

    private static final class Unasked extends AlteredIn {
        Unasked(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public List<Client> clients(Node node, Set<AccountName> accounts) {
            return List.of();
        }
    }

    private static final class Hopeful extends AlteredIn {
        Hopeful(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public List<Client> clients(Node node, Set<AccountName> accounts) throws Unanswered {
            try {
                return super.clients(node, accounts);
            } catch (Refused untold) {
                return List.of();
            }
        }
    }

    private static final class Hasty extends AlteredIn {
        Hasty(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
            endSessions(node, gone.account());
            super.retire(node, gone, keep);
        }
    }

    private static final class Sweeping extends AlteredIn {
        Sweeping(Beside honest, Run run) {
            super(honest, run);
        }

        @Override
        public int endOlderSessions(Node node, AccountName account, Instant changed) throws Refused, Unanswered {
            return super.endSessions(node, account);
        }
    }
}
