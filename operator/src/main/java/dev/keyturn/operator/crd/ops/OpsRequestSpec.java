// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.ops;

import dev.keyturn.operator.crd.GoDuration;
import java.util.Optional;

/// What is asked for. It never changes.
///
/// @param timeout for each step
public record OpsRequestSpec(
        DatabaseRef databaseRef,
        OpsType type,
        Optional<Authentication> authentication,
        Optional<GoDuration> timeout,
        Optional<Apply> apply,
        Optional<Integer> maxRetries) {}
