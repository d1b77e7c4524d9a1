// SPDX-License-Identifier: Apache-2.0

/// What protects stored secrets: the root key, a data key for each project, sealed values, hashes of passwords.
@NullMarked
package dev.keyturn.server.crypto;

import org.jspecify.annotations.NullMarked;
