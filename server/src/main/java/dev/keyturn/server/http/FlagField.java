// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import java.util.List;

/// A field that is true or false.
public final class FlagField extends Field<Boolean> {
    FlagField(Raw<Boolean> raw, List<Object> path, Issues issues) {
        super("boolean", false, raw, path, issues);
    }
}
