// SPDX-License-Identifier: Apache-2.0

/// The console: pages for people. Signing in and out, the guard before every page, and how a page is sent. Its cookie
/// counts here and nowhere below `/api`.
@NullMarked
package dev.keyturn.server.ui;

import org.jspecify.annotations.NullMarked;
