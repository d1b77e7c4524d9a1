// SPDX-License-Identifier: Apache-2.0

/// What every page of the console has: the guard before it, the menu round it, theme, zone, headers, files for
/// the browser.
///
/// **How to add a page.**
/// 1. A class `ui.<area>.<Name>Pages` takes the [Console] and returns its `routes()`:
///    `Route.of(Verb.GET, "/…", console.guard().page(this::show))`, and for forms
///    `Route.of(Verb.POST, "/…", console.guard().form(this::save))`. One line in `ui.ConsoleRoutes` makes them
///    known.
/// 2. The handler asks `console.api()` as the visitor ([dev.keyturn.server.ui.client.ConsoleApi]).
///    `get(…).require()` ends in the "no such page" of the guard by itself; of a form that was refused,
///    `FormState.of(form, answer)` takes the sentences to their fields, and the page is shown again with the
///    status of the answer.
/// 3. It makes a **public record** of what is to be seen: a pure function of JSON and of
///    `console.html().times(visit)`, tested without a server.
/// 4. `console.html().page(visit, Head.in(slug, "Rotations", Place.ROTATIONS), "rotation/list.jte", view)`. The
///    template in `server/src/main/jte` declares `@param … view` and, if it has a form, `@param Page page`. It
///    begins with `@template.part.heading(…)`, which draws the one `h1`.
/// 5. A region that keeps itself fresh is a template of its own, called by the page and by a route that answers
///    `html().part(visit, "rotation/rows.jte", view)` from `api.peek(…)`. Its element has an id, no field inside,
///    and `hx-get="…" hx-trigger="kt:fresh" hx-swap="outerHTML" data-kt-live="rotation:<id>"`; several names are
///    parted by spaces, `rotation` alone means every rotation, `overview` every change.
/// 6. A form is a plain `<form method="post">` with `@template.part.token(page = page)`. After success
///    `Html.seeOther(path)`, with a sentence for a toast if there is something to undo.
///
/// Parts that pages share are in `server/src/main/jte/part`, each with a comment that says what it takes: `icon`,
/// `heading`, `field`, `errors`, `token`, `busy`, `copy`, `code`, `reveal`, `ask` and `confirm`, `empty`,
/// `notice`, `menu`, `badge`, `time`. Icons are symbols of `icons.svg`. Styles of an area go to its own
/// `kt-<area>.css`; all are served as one file. Keys: a row that `j` and `k` reach has `data-kt-row`, what opens
/// it `data-kt-expand`; a button that a letter presses has `data-kt-key`.
@NullMarked
package dev.keyturn.server.ui.frame;

import org.jspecify.annotations.NullMarked;
