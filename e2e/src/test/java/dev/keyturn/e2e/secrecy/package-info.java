// SPDX-License-Identifier: Apache-2.0

/// Known secrets are sent through a server, and looked for wherever it leaves traces.
@NullMarked
package dev.keyturn.e2e.secrecy;

import org.jspecify.annotations.NullMarked;
