// SPDX-License-Identifier: Apache-2.0
/// PostgreSQL from 14 (`engines.md` §4): a role gets a SCRAM verifier that is made here, so that no password stands in
/// a statement; the primary takes the change, every host is asked for the login.
@NullMarked
package dev.keyturn.targets.postgres;

import org.jspecify.annotations.NullMarked;
