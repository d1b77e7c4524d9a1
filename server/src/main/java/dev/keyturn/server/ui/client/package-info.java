// SPDX-License-Identifier: Apache-2.0

/// How a page of the console asks the API: in this very process, as the person who is signed in. Rights,
/// validation, audit records and answers are those of the API.
@NullMarked
package dev.keyturn.server.ui.client;

import org.jspecify.annotations.NullMarked;
