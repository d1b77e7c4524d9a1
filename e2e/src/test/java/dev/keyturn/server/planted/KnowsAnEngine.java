// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.planted;

import dev.keyturn.targets.postgres.planted.BorrowsAClient;

record KnowsAnEngine(BorrowsAClient engine) {}
