// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.provision.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.operator.admission.RedisRules;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.provision.AuthSecrets;
import dev.keyturn.operator.provision.Cluster;
import dev.keyturn.operator.provision.Offshoots;
import dev.keyturn.operator.provision.Pair;
import dev.keyturn.operator.provision.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who may get in to a Redis, as its Secrets say: the published pair, the one before it, and what a node
/// accepts when it starts.
///
/// @param former  the pair before the published one, where the Secret has it
/// @param boot    what a node accepts when it starts
/// @param config  the Secret that says so
/// @param foreign users that are none of ours, whatever a Secret says
record Accepting(Pair published, Optional<Former> former, BootState boot, Secret config, Set<String> foreign) {

    /// A pair that was published once.
    record Former(AccountName user, Password password) {}

    /// Empty if there is no pair, or no boot state.
    static Optional<Accepting> read(Cluster cluster, Redis database) {
        Offshoots names = Offshoots.of(database);
        String name = AuthSecrets.name(database.getSpec(), names);
        Optional<Secret> auth = cluster.get(Secret.class, names.namespace(), name);
        Optional<Secret> config = cluster.get(Secret.class, names.namespace(), names.configSecret());
        Set<String> foreign = Set.copyOf(RedisRules.users(database.getSpec()));
        return auth.flatMap(pair -> config.flatMap(boot -> of(pair, boot, foreign)));
    }

    static Optional<Accepting> of(Secret auth, Secret config, Set<String> foreign) {
        return SecretData.pair(auth)
                .flatMap(pair ->
                        BootState.read(config).map(boot -> new Accepting(pair, former(auth), boot, config, foreign)));
    }

    /// Whether a node that starts lets in somebody besides the published pair. If it does not let that in, the Secret
    /// was written by hand: what is accepted then is all that works.
    boolean hasMore() {
        return boot.accept().containsAll(settled().accept()) && boot.accept().size() > 1;
    }

    /// Whether it is the former pair alone that may get in, too.
    boolean isExplained() {
        Set<String> rest = new HashSet<>(boot.accept());
        rest.removeAll(settled().accept());
        former.ifPresent(
                pair -> rest.removeAll(only(pair.user(), pair.password()).accept()));
        return former.isPresent() && rest.isEmpty();
    }

    /// What the boot state says when nobody else gets in.
    BootState settled() {
        return only(published.user(), published.password());
    }

    /// Users that we made for earlier pairs, and that go with them.
    List<AccountName> leaving() {
        Set<String> names = new LinkedHashSet<>();
        former.ifPresent(pair -> names.add(pair.user().value()));
        boot.users().forEach(user -> names.add(user.value()));
        names.remove(BootState.DEFAULT_USER);
        names.remove(published.user().value());
        names.removeAll(foreign);
        return names.stream().map(AccountName::new).toList();
    }

    private static Optional<Former> former(Secret auth) {
        Optional<String> user =
                SecretData.text(auth, SecretData.PREVIOUS_USERNAME).filter(text -> !text.isEmpty());
        return user.flatMap(name -> SecretData.text(auth, SecretData.PREVIOUS_PASSWORD)
                .filter(text -> !text.isEmpty())
                .map(word -> new Former(new AccountName(name), Password.of(word))));
    }

    private static BootState only(AccountName user, Password password) {
        return BootState.of(List.of(Login.of(user, password)));
    }
}
