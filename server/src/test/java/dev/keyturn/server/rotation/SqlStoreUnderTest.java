// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.rotation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.rotation.Leased;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationId;
import dev.keyturn.core.rotation.RotationStore;
import dev.keyturn.core.rotation.RotationStoreContract.StoreUnderTest;
import dev.keyturn.server.secret.Secret;
import dev.keyturn.server.sql.StoreAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store of the server under the contract of every rotation store: consumers read the mapped secrets.
final class SqlStoreUnderTest implements StoreUnderTest {
    private final StoreFixture fixture;
    private final List<String> breaking;
    private final List<String> mending;
    private final Map<RotationId, SecretsMapping> mappings = new HashMap<>();

    /// @param breaking statements after which the row of a rotation cannot be written
    /// @param mending  statements that take them back
    SqlStoreUnderTest(StoreAddress address, List<String> breaking, List<String> mending) {
        this.fixture = StoreFixture.open(address);
        this.breaking = breaking;
        this.mending = mending;
    }

    @Override
    public RotationStore store() {
        return fixture.store;
    }

    /// Each has a connection of its own, so that none waits for another.
    @Override
    public Leased begin(Rotation first) {
        String name = "rotation-" + mappings.size();
        RotationSettings settings = fixture.settings(name, fixture.connect(name));
        Leased held = fixture.begin(settings, first);
        mappings.put(held.id(), settings.mapping());
        return held;
    }

    @Override
    public Optional<Login> read(RotationId id) {
        SecretsMapping mapping = Optional.ofNullable(mappings.get(id)).orElseThrow();
        Optional<String> account = value(mapping.username());
        Optional<String> password = value(mapping.password());
        return account.flatMap(name -> password.map(secret -> Login.of(new AccountName(name), Password.of(secret))));
    }

    /// The secrets are written before the row, whose write fails.
    @Override
    public void publishDying(Leased held, Rotation after) {
        fixture.database.change(session -> breaking.forEach(session::update));
        assertThatThrownBy(() -> fixture.store.publish(held, after)).isInstanceOf(RuntimeException.class);
        fixture.database.change(session -> mending.forEach(session::update));
    }

    private Optional<String> value(String secret) {
        return fixture.secret(secret).map(Secret::content).map(Secret.Content::value);
    }

    @Override
    public void close() {
        fixture.close();
    }
}
