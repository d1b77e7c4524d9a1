// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.postgres;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.EngineUnderTest;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.Tls;
import dev.keyturn.testkit.fault.Fault;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.postgres.PostgresServer;
import java.util.List;
import java.util.Optional;

/// A PostgreSQL server for the contract, behind a path that can fail.
final class PostgresEngine implements EngineUnderTest {

    private final PostgresServer server;
    private final FaultProxy proxy;

    PostgresEngine(int major) {
        this.server = Servers.of(major);
        this.proxy = FaultProxy.to(server.address());
    }

    @Override
    public String version() {
        return server.setup().binaries().toString();
    }

    @Override
    public TargetDriver driver() {
        return Servers.DRIVER;
    }

    @Override
    public Connection connection() {
        return new Connection(
                new Endpoint("127.0.0.1", proxy.port()), Optional.of("postgres"), new Tls.Off(), List.of());
    }

    @Override
    public Logins logins() {
        var login = Login.of(new AccountName(Servers.ADMIN), Password.of(Servers.ADMIN_PASSWORD));
        return () -> List.of(login);
    }

    @Override
    public Credential candidate() {
        return Servers.made(new AccountRules(List.of(), Optional.empty(), List.of(), Optional.empty(), true));
    }

    @Override
    public boolean keepsTwoPasswords() {
        return false;
    }

    @Override
    public List<FaultyPath> paths() {
        return List.of(new Path(proxy));
    }

    @Override
    public Optional<Runnable> restart() {
        return Optional.of(server::restart);
    }

    /// The server is for the other tests of its version too.
    @Override
    public void close() {
        proxy.close();
    }

    private record Path(FaultProxy proxy) implements FaultyPath {

        @Override
        public void loseReply(int exchange) {
            proxy.inject(new Fault.LoseReply(exchange));
        }

        @Override
        public void loseRequest(int exchange) {
            proxy.inject(new Fault.LoseRequest(exchange));
        }

        @Override
        public void holdRequest(int exchange) {
            proxy.inject(new Fault.HoldRequest(exchange));
        }

        @Override
        public boolean release() {
            return proxy.release();
        }

        @Override
        public boolean hasStruck() {
            return proxy.hasStruck();
        }

        @Override
        public void heal() {
            proxy.heal();
        }
    }
}
