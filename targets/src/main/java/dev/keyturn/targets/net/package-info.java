// SPDX-License-Identifier: Apache-2.0
/// How every driver reaches a host: at an address that the session may reach, in time, with TLS as the connection says.
@NullMarked
package dev.keyturn.targets.net;

import org.jspecify.annotations.NullMarked;
