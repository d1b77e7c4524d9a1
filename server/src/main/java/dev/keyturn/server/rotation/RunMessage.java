// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Failure;
import dev.keyturn.core.rotation.Rotation;
import java.util.Collection;
import java.util.List;

/// What clients are told about a target's failure: step and node named, no password in it, at most 1024 characters
/// (API contract §1.3).
public final class RunMessage {
    private static final int LIMIT = 1024;
    private static final String DOTS = "...";
    private static final String NOT_ISSUED = "The credentials could not be issued with the configured inputs. ";
    private static final String MASK = "********";

    private RunMessage() {}

    /// `Redis rotation failed at step apply on node cache-1:6379: connection refused`
    public static String of(RotationType type, Failure why, Collection<Password> secrets) {
        String preface = type.isSql() ? NOT_ISSUED : "";
        return safe(preface + type.app().displayName() + " rotation failed at step " + why, secrets);
    }

    /// Every password of a rotation that a message about its target might hold, but for those of the connection.
    public static List<Password> secrets(Rotation rotation) {
        return rotation.state().accepted().stream().map(Credential::password).toList();
    }

    /// `text` without any of `secrets`, cut.
    public static String safe(String text, Collection<Password> secrets) {
        String stripped = text;
        for (Password secret : secrets) {
            stripped = stripped.replace(secret.reveal(), MASK);
        }
        return stripped.length() <= LIMIT ? stripped : stripped.substring(0, LIMIT - DOTS.length()) + DOTS;
    }
}
