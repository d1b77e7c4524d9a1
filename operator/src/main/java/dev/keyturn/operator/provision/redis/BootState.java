// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a node accepts when it starts (contract §8.5): keys of the config Secret that reach the container as
/// environment, which is read afresh at each start, unlike mounted files.
///
/// @param accept     SHA-256 of each password that logs in, at least one; nobody may know its password any more
/// @param masterauth what a replica says to its primary
/// @param users      who logs in besides `default`, with the same passwords
public record BootState(Set<String> accept, Password masterauth, Set<AccountName> users) {
    public static final String ACCEPT = "keyturn.accept";
    public static final String MASTERAUTH = "keyturn.masterauth";
    public static final String USER = "keyturn.user";
    public static final String DEFAULT_USER = "default";

    public BootState {
        accept = Collections.unmodifiableSet(new LinkedHashSet<>(accept));
        users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
        if (accept.isEmpty()) {
            throw new IllegalArgumentException("a node that accepts no password is of no use");
        }
    }

    /// These log in and nobody else; replicas with the password of the first.
    public static BootState of(Collection<Login> logins) {
        return new BootState(
                logins.stream()
                        .map(login -> sha256(password(login)))
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                password(logins.iterator().next()),
                users(logins.stream().map(Login::account)));
    }

    /// As it stands in the Secret; empty if one of the keys is missing there.
    static Optional<BootState> read(Secret secret) {
        Set<String> accept = words(secret, ACCEPT);
        Optional<Password> masterauth = SecretData.text(secret, MASTERAUTH)
                .filter(text -> !text.isEmpty())
                .map(Password::of);
        return accept.isEmpty()
                ? Optional.empty()
                : masterauth.map(password -> new BootState(
                        accept, password, users(words(secret, USER).stream().map(AccountName::new))));
    }

    /// The same for other logins. Replicas keep the password that they say, for as long as it is accepted.
    BootState accepting(Collection<Login> logins) {
        BootState next = of(logins);
        return next.accept().contains(sha256(masterauth)) ? next.replicatingWith(masterauth) : next;
    }

    BootState replicatingWith(Password password) {
        return new BootState(accept, password, users);
    }

    /// The keys as the Secret has them.
    public Map<String, String> data() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put(ACCEPT, String.join(" ", accept));
        data.put(MASTERAUTH, masterauth.reveal());
        data.put(
                USER,
                users.isEmpty()
                        ? DEFAULT_USER
                        : users.stream().map(AccountName::value).collect(Collectors.joining(" ")));
        return data;
    }

    /// Without the hashes.
    @Override
    public String toString() {
        return "BootState[" + accept.size() + " passwords, " + users + "]";
    }

    private static Set<AccountName> users(Stream<AccountName> names) {
        return names.filter(name -> !name.value().equals(DEFAULT_USER))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> words(Secret secret, String key) {
        return SecretData.text(secret, key).stream()
                .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Password password(Login login) {
        return login.password()
                .orElseThrow(() -> new IllegalArgumentException("a node that lets everybody in has no boot state"));
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
