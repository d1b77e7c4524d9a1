// SPDX-License-Identifier: Apache-2.0
/// What needs a cluster: `./mvnw -Pcluster verify` runs it against `KUBECONFIG`, and nothing else does.
@NullMarked
package dev.keyturn.e2e.cluster;

import org.jspecify.annotations.NullMarked;
