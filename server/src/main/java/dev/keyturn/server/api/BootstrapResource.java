// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.Installation;
import dev.keyturn.server.auth.Installation.Opened;
import dev.keyturn.server.auth.Installation.Opening;
import dev.keyturn.server.auth.LoginLimit;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Call;
import dev.keyturn.server.http.Reply;

/// The first call to a fresh installation (contract §7.1).
final class BootstrapResource {
    private static final int LONGEST_TEXT = 255;

    private final Installation installation;
    private final LoginLimit limit;

    BootstrapResource(Installation installation, LoginLimit limit) {
        this.installation = installation;
        this.limit = limit;
    }

    Reply open(Call call) {
        limit.take(call.client().address());
        if (installation.isOpen()) {
            throw alreadyOpen();
        }
        requireSetupRight(call);
        var body = call.body();
        var opening = new Opening(
                PersonResource.email(body).required(),
                PersonResource.password(body).required(),
                body.text("organization")
                        .trimmed()
                        .atLeast(1)
                        .atMost(LONGEST_TEXT)
                        .required());
        body.done();
        return installation.open(opening).map(BootstrapResource::reply).orElseThrow(BootstrapResource::alreadyOpen);
    }

    private void requireSetupRight(Call call) {
        var client = call.client();
        var local = client.direct() && client.address().isLoopbackAddress();
        var token = call.header("x-keyturn-setup-token")
                .map(installation::isSetupToken)
                .orElse(false);
        if (!local && !token) {
            throw ApiError.forbidden("This installation is not set up yet. Call from the machine itself, or send the"
                    + " content of the file setup-token in its data folder as the header x-keyturn-setup-token.");
        }
    }

    private static ApiError alreadyOpen() {
        return ApiError.badRequest("This installation has been set up already");
    }

    private static Reply reply(Opened opened) {
        return Reply.ok(new View(
                "Successfully bootstrapped instance",
                new UserView(
                        opened.person().id().value(),
                        opened.person().email(),
                        opened.person().email(),
                        true),
                new OrganizationView(
                        opened.organization().id().value(),
                        opened.organization().name(),
                        opened.organization().slug()),
                new IdentityView(
                        opened.identity().id().value(),
                        opened.identity().name(),
                        new CredentialsView(opened.token()))));
    }

    private record View(String message, UserView user, OrganizationView organization, IdentityView identity) {}

    private record UserView(String id, String email, String username, boolean superAdmin) {}

    private record OrganizationView(String id, String name, String slug) {}

    private record IdentityView(String id, String name, CredentialsView credentials) {}

    private record CredentialsView(String token) {
        @Override
        public String toString() {
            return "credentials";
        }
    }
}
