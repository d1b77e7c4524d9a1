// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.rotation;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Node;
import dev.keyturn.core.target.TargetException;
import java.util.Optional;

/// Why a run, or a step of it, did not succeed.
///
/// @param node the address of the node it happened on, where one is known
/// @param code the engine's number or prefix, or a word of ours
/// @param text one sentence without a secret
public record Failure(Step step, Optional<String> node, String code, String text) {
    static Failure of(Step step, TargetException cause) {
        return new Failure(step, cause.node(), cause.code(), String.valueOf(cause.getMessage()));
    }

    static Failure of(Step step, Node node, TargetException cause) {
        return new Failure(
                step,
                Optional.of(cause.node().orElse(node.address())),
                cause.code(),
                String.valueOf(cause.getMessage()));
    }

    static Failure of(Step step, String code, String text) {
        return new Failure(step, Optional.empty(), code, text);
    }

    static Failure timeIsUp(Step step) {
        return of(step, "deadline", "the time of the run was over before it could be finished");
    }

    /// A candidate is for the account that consumers use now, and its shape lets nobody in meanwhile.
    static Failure publishedAccount(AccountName account) {
        return of(
                Step.RESERVE,
                "account",
                "\"" + account + "\" is the published user, which is never changed before another is published");
    }

    static Failure noCandidate() {
        return of(Step.RESERVE, "policy", "the target's policy refused every password that the requirements allow");
    }

    /// `verify on node cache-2:6379: connection timed out`
    @Override
    public String toString() {
        return step + node.map(address -> " on node " + address).orElse("") + ": " + text;
    }
}
