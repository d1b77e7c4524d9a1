// SPDX-License-Identifier: Apache-2.0
/// Real PostgreSQL servers as child processes: one alone, or a primary with a standby; each in a folder of
/// its own, on a free port of the loopback interface, with passwords checked by SCRAM and every statement
/// in its log.
///
/// The version on the class path is the default one; others are found as jars in the folder that the system property
/// [PostgresBinaries#FOLDER] names.
@NullMarked
package dev.keyturn.testkit.postgres;

import org.jspecify.annotations.NullMarked;
