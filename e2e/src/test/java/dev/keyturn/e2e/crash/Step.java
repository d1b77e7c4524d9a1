// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.crash;

import java.util.Arrays;
import java.util.List;

/// The steps of a run (§4.2), as far as the wire can tell them apart.
enum Step {
    /// Our own login and the questions before anything is stored: no intent is open.
    CHECK,
    /// The candidate is stored; nothing of it has reached a node.
    RESERVE,
    /// A node is told to accept the candidate; the server never hears its answer.
    APPLY,
    /// The candidate logs in for the first time.
    VERIFY,
    /// The last node has accepted the candidate; the store says so now.
    PUBLISH,
    /// Published; the first thing that is asked of a node afterwards.
    NOTIFY,
    /// A node is told to forget the set that has to die.
    RETIRE;

    /// Those in which an intent is open.
    static List<Step> withIntent() {
        return Arrays.stream(values()).filter(step -> step != CHECK).toList();
    }
}
