// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.timeline;

import dev.keyturn.server.timeline.Pen.Ink;

/// The texts of the lanes, and the words in their bars.
final class TextsSvg {
    private static final double LEFT = 12;
    private static final double WORDS = 29;
    private static final double RIGHT = 894;
    private static final int LEFT_CHARACTERS = 33;
    private static final int RIGHT_CHARACTERS = 30;
    private static final double NARROW_LEFT = 8;
    private static final int NARROW_CHARACTERS = 48;
    private static final double ICON = 18;
    private static final double BESIDE_VERSION = 12;

    private final Frame frame;
    private final Pen pen;

    TextsSvg(Frame frame, Pen pen) {
        this.frame = frame;
        this.pen = pen;
    }

    void draw() {
        for (int index = 0; index < frame.view().lanes().size(); index++) {
            words(index);
            Lane lane = frame.view().lanes().get(index);
            if (frame.isWide()) {
                wide(lane, frame.laneTop(index));
            } else {
                narrow(lane, frame.laneTop(index));
            }
        }
    }

    private void words(int index) {
        for (Bar bar : frame.bars(index)) {
            double baseline = frame.barMiddle(index) + 4;
            BarWord.of(bar).ifPresent(word -> pen.text(word.left(), baseline, ink(bar), word.text()));
        }
    }

    private static Ink ink(Bar bar) {
        if (bar.span().kind() != Kind.PUBLISHED) {
            return Ink.BODY.styled("f-ink h");
        }
        return Ink.BODY.styled(bar.wordIsPast() ? "f-pub-text b" : "f-ink");
    }

    private void wide(Lane lane, double top) {
        version(lane, LEFT, top + 20, Phrase.account(lane.account().name()));
        WordIcon.draw(lane.word(), ICON, top + 35, pen);
        pen.text(WORDS, top + 39, wordInk(lane), Phrase.cut(WordText.of(lane.word()), LEFT_CHARACTERS));
        pen.text(WORDS, top + 56, useInk(lane), UseText.of(lane).within(LEFT_CHARACTERS));
        UntilText until = UntilText.of(lane.until(), frame.view().times());
        pen.text(RIGHT, top + 20, Ink.FACT, until.what().within(RIGHT_CHARACTERS));
        pen.text(RIGHT, top + 38, Ink.BODY, until.far().within(RIGHT_CHARACTERS));
        pen.text(RIGHT, top + 55, Ink.BODY, until.why().within(RIGHT_CHARACTERS));
    }

    private void narrow(Lane lane, double top) {
        String word = WordText.of(lane.word());
        double right = frame.scale().right();
        WordIcon.draw(lane.word(), right - 6, top + 16, pen);
        pen.text(right - 17, top + 20, wordInk(lane).anchored("end"), word);
        double room = right - 17 - TextWidth.of(word, TextWidth.BODY) - 6 - accountLeft(lane, NARROW_LEFT);
        int characters = (int) (room / TextWidth.mono("m", TextWidth.BODY));
        String account = lane.account().name();
        version(lane, NARROW_LEFT, top + 20, characters < 5 ? "" : Phrase.account(account, Math.min(14, characters)));
        UntilText until = UntilText.of(lane.until(), frame.view().times());
        // the hand-overs cross these two lines: the texts have a halo
        pen.text(
                NARROW_LEFT,
                top + 68,
                Ink.FACT.styled("h"),
                until.what().then(" · ", until.far()).within(NARROW_CHARACTERS));
        Phrase use = UseText.of(lane);
        Phrase last = use.isEmpty() ? until.why() : use;
        Ink ink = use.isEmpty() ? Ink.BODY : useInk(lane);
        pen.text(NARROW_LEFT, top + 85, ink.styled("h"), last.within(NARROW_CHARACTERS));
    }

    private void version(Lane lane, double x, double baseline, String account) {
        String version = lane.version().toString();
        pen.text(x, baseline, new Ink("f-ink b", TextWidth.VERSION, ""), version);
        pen.text(accountLeft(lane, x), baseline, Ink.BODY.styled("m"), account);
    }

    private static double accountLeft(Lane lane, double x) {
        return x + TextWidth.of(lane.version().toString(), TextWidth.VERSION) + BESIDE_VERSION;
    }

    private static Ink wordInk(Lane lane) {
        return Ink.BODY.styled(WordIcon.text(lane.word()) + " b");
    }

    private static Ink useInk(Lane lane) {
        return UseText.isFact(lane) ? Ink.FACT : Ink.BODY;
    }
}
