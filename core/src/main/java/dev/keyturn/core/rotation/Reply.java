// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.TargetException;
import java.util.Optional;

/// What one node answered to one step. A reply is a yes, a refusal, or silence; what is no verdict counts as silence.
record Reply(Step step, Node node, Optional<TargetException> trouble) {
    boolean isYes() {
        return trouble.isEmpty();
    }

    /// The node spoke about what was asked, and said no.
    boolean isRefused() {
        return trouble.filter(cause ->
                        cause instanceof Refused refused && !refused.reason().isNoVerdict())
                .isPresent();
    }

    boolean isRefusedFor(Reason reason) {
        return trouble.filter(cause -> cause instanceof Refused refused && refused.reason() == reason)
                .isPresent();
    }

    /// The one verdict that counts against a credential while it is pursued.
    boolean isWrongPassword() {
        return isRefusedFor(Reason.WRONG_PASSWORD);
    }

    /// Nobody gets in with the credential.
    boolean isShutOut() {
        return isWrongPassword() || isRefusedFor(Reason.ACCOUNT);
    }

    /// What went wrong; only for a reply that is not a yes.
    Failure failure() {
        return Failure.of(step, node, trouble.orElseThrow());
    }
}
