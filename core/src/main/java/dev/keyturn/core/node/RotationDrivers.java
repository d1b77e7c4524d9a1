// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

import dev.keyturn.core.target.TargetDriver;

/// How the published credential of databases is changed that an operator runs: one account that every client uses, ours
/// included.
///
/// @param postgres  opens a [Swap]
/// @param sqlserver opens a [Swap]
public record RotationDrivers(OverlapDriver redis, TargetDriver postgres, TargetDriver sqlserver) {}
