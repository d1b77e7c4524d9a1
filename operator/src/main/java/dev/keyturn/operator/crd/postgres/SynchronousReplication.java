// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.postgres;

import java.util.Optional;

/// Which standbys a commit waits for.
public record SynchronousReplication(
        Optional<String> mode, Optional<Integer> numSyncReplicas, Optional<String> commitLevel) {}
