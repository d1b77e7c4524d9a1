// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.keyturn.server.net;

import org.jspecify.annotations.NullMarked;
