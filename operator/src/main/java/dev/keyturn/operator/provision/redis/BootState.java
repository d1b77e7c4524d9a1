// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.core.credential.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a node accepts when it starts (contract §8.5): keys of the config Secret that reach the container as
/// environment, which is read afresh at each start, unlike mounted files.
///
/// @param accept     the passwords that log in, at least one
/// @param masterauth the one that a replica says to its primary
/// @param user       who logs in beside `default`; the same for `default` alone
public record BootState(List<Password> accept, Password masterauth, String user) {
    public static final String ACCEPT = "keyturn.accept";
    public static final String MASTERAUTH = "keyturn.masterauth";
    public static final String USER = "keyturn.user";
    public static final String DEFAULT_USER = "default";

    public BootState {
        accept = List.copyOf(accept);
        if (accept.isEmpty()) {
            throw new IllegalArgumentException("a node that accepts no password is of no use");
        }
    }

    public static BootState of(Password password, String user) {
        return new BootState(List.of(password), password, user);
    }

    /// The keys as the Secret has them.
    public Map<String, String> data() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(ACCEPT, accept.stream().map(BootState::sha256).collect(Collectors.joining(" ")));
        data.put(MASTERAUTH, masterauth.reveal());
        data.put(USER, user);
        return data;
    }

    private static String sha256(Password password) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(password.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
