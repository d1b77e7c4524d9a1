// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.jdbc.planted;

public record Shared() {}
