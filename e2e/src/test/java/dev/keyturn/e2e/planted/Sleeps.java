// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.e2e.planted;

import java.util.concurrent.TimeUnit;

final class Sleeps {

    private Sleeps() {}

    static void thread() throws InterruptedException {
        Thread.sleep(1);
    }

    static void unit() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
