// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.redis;

/// The version that a server states, comparable so that a test can say what it needs.
public record RedisVersion(int major, int minor, int patch) {

    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
