// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis.planted;

import dev.keyturn.targets.postgres.planted.BorrowsAClient;

record SeesPostgres(BorrowsAClient other) {}
