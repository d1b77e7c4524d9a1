// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.auth;

import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.secret.ProjectId;

/// What a caller may do in one project, of which it is a member. Whoever adds an action asks here, and nowhere else:
///
/// ```java
/// access.require(Action.EDIT, Subject.SECRETS, Scope.folder("dev", path));
/// access.require(Action.READ, Subject.WEBHOOKS);
/// ```
///
/// A list is asked for twice: [#requireSomewhere] at its beginning, and [#allows(Action, Subject, Scope)] of each item.
public final class ProjectAccess {
    private final ProjectId project;
    private final Rules rules;

    ProjectAccess(ProjectId project, Rules rules) {
        this.project = project;
        this.rules = rules;
    }

    public ProjectId project() {
        return project;
    }

    public boolean allows(Action action, Subject subject, Scope scope) {
        return rules.allow(action, subject, scope);
    }

    /// Whether it is allowed everywhere in the project. For subjects that conditions can be about, say where.
    public boolean allows(Action action, Subject subject) {
        return allows(action, subject, Scope.PROJECT);
    }

    /// @throws ApiError 403 if no role allows it, or one forbids it
    public ProjectAccess require(Action action, Subject subject, Scope scope) {
        return orDenied(allows(action, subject, scope), action, subject);
    }

    /// As [#require(Action, Subject, Scope)], everywhere in the project.
    public ProjectAccess require(Action action, Subject subject) {
        return require(action, subject, Scope.PROJECT);
    }

    /// @throws ApiError 403 if there can be nothing in the project with which it is allowed
    public ProjectAccess requireSomewhere(Action action, Subject subject) {
        return orDenied(rules.allowSomewhere(action, subject), action, subject);
    }

    /// Whether there is anything that the caller may do. Who may do nothing does not see the project either.
    public boolean allowsAnything() {
        return rules.all().stream().anyMatch(rule -> !rule.inverted());
    }

    /// @throws ApiError 403 if there is nothing that the caller may do
    public ProjectAccess requireAnything() {
        return orDenied(allowsAnything(), Action.READ, Subject.PROJECT);
    }

    private ProjectAccess orDenied(boolean allowed, Action action, Subject subject) {
        if (!allowed) {
            throw ApiError.permissionDenied(
                    "You are not allowed to %s on %s".formatted(action.wireName(), subject.wireName()),
                    rules.about(action, subject));
        }
        return this;
    }

    Rules rules() {
        return rules;
    }
}
