// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.secret;

import dev.keyturn.server.http.Input;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The address of the page of secrets, which is all of its state.
///
/// @param project     slug
/// @param environment slug
/// @param filter      what names have to hold; empty for all
/// @param open        ids of the rotations whose secrets are shown
public record SecretsAddress(String project, String environment, String path, String filter, List<String> open) {
    private static final int MOST_OPEN = 100;

    /// As a browser sent it.
    static SecretsAddress of(String project, String environment, Input query) {
        return new SecretsAddress(
                project,
                environment,
                query.text("path").trimmed().or("/"),
                query.text("q").trimmed().or(""),
                Arrays.stream(query.text("open").or("").split(",", -1))
                        .filter(id -> !id.isBlank())
                        .distinct()
                        .limit(MOST_OPEN)
                        .toList());
    }

    /// A folder, with nothing filtered or opened.
    static SecretsAddress folder(String project, String environment, String path) {
        return new SecretsAddress(project, environment, path, "", List.of());
    }

    /// The page's own path, to which its forms are sent.
    public String page() {
        return "/projects/" + encoded(project) + "/" + encoded(environment) + "/secrets";
    }

    public String href() {
        return page() + query();
    }

    /// Where a form about something of that name is sent; the page it comes back to is this one.
    public String form(String word, String name) {
        return page() + "/" + word + query() + (name.isEmpty() ? "" : "&name=" + encoded(name));
    }

    private String query() {
        var href = new StringBuilder("?path=").append(encoded(path));
        if (!filter.isEmpty()) {
            href.append("&q=").append(encoded(filter));
        }
        if (!open.isEmpty()) {
            href.append("&open=").append(encoded(String.join(",", open)));
        }
        return href.toString();
    }

    /// The same with a question shown, such as the form of a new secret.
    public String asking(String question) {
        return href() + "&ask=" + encoded(question);
    }

    /// As [#asking(String)], about something of that name.
    public String asking(String question, String name) {
        return asking(question) + "&name=" + encoded(name);
    }

    SecretsAddress to(String folder) {
        return folder(project, environment, folder);
    }

    /// The same folder elsewhere; the filter stays, for one compares environments.
    SecretsAddress in(String other) {
        return new SecretsAddress(project, other, path, filter, List.of());
    }

    SecretsAddress unfiltered() {
        return new SecretsAddress(project, environment, path, "", open);
    }

    /// With that rotation closed if it is open, and open if it is not.
    SecretsAddress toggled(String rotation) {
        List<String> others = open.contains(rotation)
                ? open.stream().filter(id -> !id.equals(rotation)).toList()
                : Stream.concat(open.stream(), Stream.of(rotation)).toList();
        return new SecretsAddress(project, environment, path, filter, others);
    }

    /// The names of the folders from the root to this one.
    List<String> names() {
        return Arrays.stream(path.split("/", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// The path of a folder in this one.
    String child(String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }

    /// Where a new rotation of this folder is made.
    public String newRotation() {
        return "/projects/" + encoded(project) + "/rotations/new?environment=" + encoded(environment) + "&path="
                + encoded(path);
    }

    /// The page of a rotation.
    public String rotation(String id) {
        return "/projects/" + encoded(project) + "/rotations/" + encoded(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
