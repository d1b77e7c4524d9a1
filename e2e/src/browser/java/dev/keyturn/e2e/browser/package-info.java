// SPDX-License-Identifier: Apache-2.0
/// The console in a real browser: the packaged server in a process of its own, Chromium, and what a person does there.
@NullMarked
package dev.keyturn.e2e.browser;

import org.jspecify.annotations.NullMarked;
