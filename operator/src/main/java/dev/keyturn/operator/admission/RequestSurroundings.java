// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.admission;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;

/// What the rules of a request look at beside the request.
///
/// @param database   that which it names
/// @param published  the Secret with the database's published pair
/// @param supplied   the Secret that the request names
/// @param neighbours all databases of the namespace, of each engine, also the named one
public record RequestSurroundings(
        Optional<Database> database, Optional<Secret> published, Optional<Secret> supplied, List<Database> neighbours) {
    public RequestSurroundings {
        neighbours = List.copyOf(neighbours);
    }
}
