// SPDX-License-Identifier: Apache-2.0
/// Brings what a running Infisical has to a Keyturn server, through the public API that both speak. No database is
/// changed by it.
@NullMarked
package dev.keyturn.cli.infisical;

import org.jspecify.annotations.NullMarked;
