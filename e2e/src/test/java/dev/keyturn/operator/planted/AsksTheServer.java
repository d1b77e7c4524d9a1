// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.planted;

import dev.keyturn.server.planted.StartsItself;

record AsksTheServer(Class<StartsItself> server) {}
