// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.node;

/// The engines that an operator can run.
public record NodeDrivers(ClusterDriver redis, NodeDriver postgres, NodeDriver sqlserver) {}
