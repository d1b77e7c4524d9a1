// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres.planted;

import dev.keyturn.targets.jdbc.planted.Shared;

record SharesJdbc(Shared shared) {}
