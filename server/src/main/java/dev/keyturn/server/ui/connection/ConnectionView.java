// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.ui.connection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.server.ui.part.CheckView;
import dev.keyturn.server.ui.part.FormState;
import dev.keyturn.server.ui.part.Moment;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The form of a connection, with what has to be done before it and what its test found.
///
/// @param stored   as the list shows it; empty before it is stored
/// @param projects to which it may belong
/// @param admin    whether the visitor may make one for all of them
/// @param rights   why the visitor may not do something to it
/// @param asks     the question that stands open; empty if none does
public record ConnectionView(
        App app,
        FormState form,
        Setup setup,
        Optional<ConnectionRow> stored,
        Optional<Tested> tested,
        List<Project> projects,
        boolean admin,
        Rights rights,
        Back back,
        String asks) {

    /// Reasons, each empty if it may be done.
    public record Rights(String change, String delete) {
        static final Rights ALL = new Rights("", "");
    }

    public record Project(String id, String name, String slug) {}

    /// What has to be done at the target before the first test.
    ///
    /// @param address to let in; empty if it is known after the first test only
    public record Setup(int port, boolean hasDatabase, List<String> statements, String address) {
        /// @param setup as the API answers it
        static Setup of(JsonNode setup) {
            return new Setup(
                    setup.path("port").asInt(),
                    setup.path("hasDatabase").asBoolean(),
                    StreamSupport.stream(setup.path("statements").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList(),
                    text(setup.path("address")));
        }

        public String script() {
            return String.join("\n", statements);
        }
    }

    /// @param address ours, as the target saw it; empty if it did not say
    public record Tested(Moment at, List<CheckView> checks, String address) {
        /// @param answer of the API to a test
        static Tested of(JsonNode answer, Moment at) {
            return new Tested(at, CheckView.of(answer.path("checks")), text(answer.path("address")));
        }

        public long failed() {
            return checks.stream().filter(CheckView::isFailed).count();
        }
    }

    private static String text(JsonNode node) {
        return node.isTextual() ? node.asText() : "";
    }

    public String title() {
        return stored.map(ConnectionRow::name).orElse(app.name() + " Connection");
    }

    /// Where the form is sent.
    public String action() {
        return stored.map(row -> "/connections/" + row.id()).orElse("/connections/new");
    }

    public String cancel() {
        return back.isSomewhere() ? back.address() : "/connections";
    }

    /// The address to let in: what a test saw counts more.
    public String address() {
        return tested.map(Tested::address).filter(text -> !text.isEmpty()).orElse(setup.address());
    }

    public boolean isUsed() {
        return stored.filter(row -> !row.users().isEmpty()).isPresent();
    }

    public boolean hasCa() {
        return !form.value("ca").isEmpty()
                || form.isOn("unchecked")
                || !form.error("ca").isEmpty();
    }
}
