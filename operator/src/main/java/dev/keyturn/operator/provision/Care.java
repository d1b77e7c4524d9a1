// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import java.util.List;

/// What is done for the credential of a database besides building it and asking for its health.
///
/// @param duties     in the order in which they are attended to
/// @param settlement before a pause is lifted whose request is gone
public record Care<D>(List<? extends Duty<D>> duties, Settlement<D> settlement) {
    public Care {
        duties = List.copyOf(duties);
    }
}
