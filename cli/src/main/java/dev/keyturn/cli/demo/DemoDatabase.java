// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.cli.demo;

/// A database of the demo's own, with an administrator whose password nobody else knows.
interface DemoDatabase extends AutoCloseable {
    DemoTarget target();

    /// Stops it and deletes what it held.
    @Override
    void close();
}
