// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

/// The two sizes of the picture, in its own units: pixels of a page where it is not shrunk.
public enum Profile {
    /// From 1024 pixels.
    WIDE(1120, 38),
    /// Below; at most 440 wide.
    NARROW(358, 44);

    static final int HEAD = 46;
    static final int STUB = 6;

    private static final Plot WIDE_PLOT = new Plot(270, 870, 10, 8);
    private static final Plot NARROW_PLOT = new Plot(8, 350, 6, 5);
    private static final Row WIDE_ROW = new Row(66, 22, 20);
    private static final Row NARROW_ROW = new Row(104, 30, 18);

    private final int width;
    private final int marks;

    Profile(int width, int marks) {
        this.width = width;
        this.marks = marks;
    }

    /// @param overhang how far a chip may stand out of it
    /// @param ticks    how many there may be at most
    record Plot(int left, int right, int overhang, int ticks) {}

    /// @param bar its top and its height
    record Row(int height, int barOffset, int bar) {}

    int width() {
        return width;
    }

    Plot plot() {
        return isWide() ? WIDE_PLOT : NARROW_PLOT;
    }

    Row row() {
        return isWide() ? WIDE_ROW : NARROW_ROW;
    }

    /// The height of the lane of the runs.
    int marks() {
        return marks;
    }

    boolean isWide() {
        return this == WIDE;
    }
}
