// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.crd.database;

import java.util.Map;
import java.util.Optional;

/// Own settings of the engine, in a Secret or here, by the name of their file.
public record Configuration(Optional<String> secretName, Map<String, String> inline) {}
