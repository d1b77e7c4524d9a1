// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.plan;

import dev.keyturn.core.rotation.Step;
import java.util.Optional;

/// A call that a run would make.
///
/// @param statement what would be sent, with asterisks for secrets; empty if the driver cannot say
public record PlannedStep(Step step, String node, Optional<String> statement) {}
