// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.planted;

import dev.keyturn.targets.postgres.planted.BorrowsAClient;

record NamesADriver(BorrowsAClient engine) {}
