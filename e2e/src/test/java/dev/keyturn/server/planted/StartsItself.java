// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.planted;

public final class StartsItself {

    private StartsItself() {}

    public static void main(String... arguments) {}
}
