// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.planted;

import java.sql.Connection;

record TalksSql(Connection connection) {}
