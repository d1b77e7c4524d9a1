// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import dev.keyturn.operator.crd.database.DatabaseSpec;
import java.util.List;

/// What has to be there before the workload of a database, and takes more than a look at its spec: certificates.
public interface Groundwork<S extends DatabaseSpec> {
    /// Makes what is missing, and says what is there. Called in each round, before anything else of the workload.
    Ground lay(S spec, Offshoots names);

    /// The Secrets that it makes or has made, by name: they share the fate of the database's other Secrets.
    List<String> secrets(Offshoots names);

    /// Of engines that need none.
    static <S extends DatabaseSpec> Groundwork<S> none() {
        return new Groundwork<>() {
            @Override
            public Ground lay(S spec, Offshoots names) {
                return Ground.bare();
            }

            @Override
            public List<String> secrets(Offshoots names) {
                return List.of();
            }
        };
    }
}
