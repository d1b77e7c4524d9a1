// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with one input, in the order in which it is read. Used by one thread.
final class Issues {
    private final List<Issue> all = new ArrayList<>();

    void add(Issue issue) {
        if (!all.contains(issue)) {
            all.add(issue);
        }
    }

    void throwIfAny() {
        if (!all.isEmpty()) {
            throw ApiError.validation(all);
        }
    }
}
