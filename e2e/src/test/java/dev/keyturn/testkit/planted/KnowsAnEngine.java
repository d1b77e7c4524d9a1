// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.planted;

import dev.keyturn.targets.postgres.planted.BorrowsAClient;

record KnowsAnEngine(BorrowsAClient engine) {}
