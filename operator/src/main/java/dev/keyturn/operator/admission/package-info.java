// SPDX-License-Identifier: Apache-2.0
/// What a database or a request has to fulfil (contract §4 and §7.2), and what it means where it says
/// nothing: functions of the objects that they judge. The webhook calls them, and again whoever begins the
/// work, because a webhook can be absent and a Secret can change in between.
@NullMarked
package dev.keyturn.operator.admission;

import org.jspecify.annotations.NullMarked;
