// SPDX-License-Identifier: Apache-2.0
/// Real Redis servers as child processes: one alone, a primary with replicas, a cluster, a set of
/// Sentinels; and a client of a hundred lines that watches them independently of the driver under test.
///
/// The server is the embedded one of a Maven artifact unless the system property or environment variable of
/// [RedisBinary] names another.
@NullMarked
package dev.keyturn.testkit.redis;

import org.jspecify.annotations.NullMarked;
