// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.frame;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The menu at the left. What the visitor may not see is not in it.
///
/// @param project of which the middle part is; empty if there is none
/// @param others  the projects that the switcher offers besides
/// @param user    e-mail address of who is signed in
/// @param role    in the organisation, as people call it
/// @param warning a sentence for every page, such as that the store cannot be written
public record Menu(
        Entry overview,
        Optional<Project> project,
        List<Entry> others,
        List<Entry> organisation,
        String user,
        String role,
        Optional<String> warning) {

    /// @param count how many of it need somebody; 0 is not shown
    public record Entry(String label, String address, String icon, boolean here, int count) {}

    public record Project(String name, List<Entry> entries) {}

    /// Two letters that stand for who is signed in.
    public String initials() {
        var name = user.split("@", -1)[0];
        var words = name.split("[^\\p{L}\\p{N}]+", -1);
        var letters = words.length > 1 && !words[1].isEmpty()
                ? words[0].substring(0, Math.min(1, words[0].length())) + words[1].charAt(0)
                : name.substring(0, Math.min(2, name.length()));
        return letters.toUpperCase(Locale.ROOT);
    }
}
