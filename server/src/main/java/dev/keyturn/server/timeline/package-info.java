// SPDX-License-Identifier: Apache-2.0
/// The overlap timeline: which set of a rotation logs in from when to when, who still uses it, and what comes next, as
/// a picture, a sentence, a table and a drawing for the terminal.
///
/// [dev.keyturn.server.timeline.TimelineViews] makes a view of what the API says
/// ([dev.keyturn.server.timeline.History]), [dev.keyturn.server.timeline.Timeline] draws it. Pure
/// functions: no clock, no locale, no store; the instant and the zone are in the view.
@NullMarked
package dev.keyturn.server.timeline;

import org.jspecify.annotations.NullMarked;
