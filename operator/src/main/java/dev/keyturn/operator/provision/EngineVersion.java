// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision;

import java.util.Arrays;

/// A version that a database has, as its version object describes it (contract §5).
///
/// @param number    `17.4`; a number that is missing counts as 0
/// @param product   what the image holds: `redis` or `valkey`
/// @param runAsUser the user that the image is made for
public record EngineVersion(String number, String product, String image, long runAsUser) {
    public int major() {
        String first = Arrays.stream(number.split("[.\\-]", -1)).findFirst().orElse("");
        return first.matches("\\d{1,4}") ? Integer.parseInt(first) : 0;
    }
}
