// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres.planted;

import redis.clients.jedis.HostAndPort;

public record BorrowsAClient(HostAndPort address) {}
