// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.server.webhook;

import org.jspecify.annotations.NullMarked;
