// SPDX-License-Identifier: Apache-2.0

/// The demo: real parts on this machine, rotated through the HTTP API, and clients that would notice.
@NullMarked
package dev.keyturn.cli.demo;

import org.jspecify.annotations.NullMarked;
