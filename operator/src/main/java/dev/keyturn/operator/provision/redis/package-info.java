// SPDX-License-Identifier: Apache-2.0
/// Redis and Valkey, alone and as a cluster (contract §4.6): their objects, what their nodes accept when
/// they start, and how a cluster is brought together over client connections.
@NullMarked
package dev.keyturn.operator.provision.redis;

import org.jspecify.annotations.NullMarked;
