// SPDX-License-Identifier: Apache-2.0

/// Keyturn's HTTP API as seen by a client: requests and answers of the contract, nothing of the server's insides.
@NullMarked
package dev.keyturn.cli.api;

import org.jspecify.annotations.NullMarked;
