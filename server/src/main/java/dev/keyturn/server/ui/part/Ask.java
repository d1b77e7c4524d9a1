// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.part;

/// A form or a question in front of a page, as `?ask=` and `&id=` of its address say.
///
/// @param what is asked: `add-person`
/// @param id   of what it is about; empty for something new
/// @param name of that, as people call it
public record Ask(String what, String id, String name, FormState form) {
    public boolean is(String other) {
        return what.equals(other);
    }

    /// The question with the server's sentences at its fields.
    public Ask refused(FormState again) {
        return new Ask(what, id, name, again);
    }
}
