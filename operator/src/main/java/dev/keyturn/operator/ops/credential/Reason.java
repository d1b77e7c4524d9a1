// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.ops.credential;

import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Step;
import java.util.Arrays;
import java.util.Optional;

/// Why a request failed, as its condition says (contract §8.7).
public enum Reason {
    PREFLIGHT_FAILED("PreflightFailed", Step.CHECK),
    LIVE_CHANGE_FAILED("LiveChangeFailed", Step.APPLY),
    VERIFY_FAILED("VerifyFailed", Step.VERIFY),
    PUBLISH_FAILED("PublishFailed", Step.PUBLISH),
    RESTART_TIMED_OUT("RestartTimedOut", Step.NOTIFY),
    CREDENTIAL_UNKNOWN("CredentialUnknown", Step.VERIFY),
    NOT_SUPPORTED("NotSupported", Step.CHECK),
    SOURCE_SECRET_CHANGED("SourceSecretChanged", Step.PUBLISH),
    DATABASE_DELETED("DatabaseDeleted", Step.CHECK),
    REQUEST_DELETED("RequestDeleted", Step.CHECK);

    private final String text;
    private final Step step;

    Reason(String text, Step step) {
        this.text = text;
        this.step = step;
    }

    /// As it is written.
    public String text() {
        return text;
    }

    /// A failure for that reason.
    ///
    /// @param sentence for a person, without a secret
    public Failure because(String sentence) {
        return new Failure(step, Optional.empty(), text, sentence);
    }

    static Optional<Reason> of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text.equals(text))
                .findFirst();
    }

    /// What a failure of the core's is to a request: its own word where it has one, else that of its step.
    static Reason of(Failure failure) {
        return of(failure.code()).orElseGet(() -> switch (failure.step()) {
            case CHECK, RESERVE -> PREFLIGHT_FAILED;
            case APPLY -> LIVE_CHANGE_FAILED;
            case VERIFY, RETIRE -> VERIFY_FAILED;
            case PUBLISH, NOTIFY -> PUBLISH_FAILED;
        });
    }
}
