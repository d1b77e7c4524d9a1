// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.AccountRules;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Credential.Origin;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.credential.PasswordGenerator;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.EngineUnderTest;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.Tls;
import dev.keyturn.targets.net.ProxiedPath;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.redis.RedisAccount;
import dev.keyturn.testkit.redis.RedisServer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// Redis servers for the contract, each behind a path that can fail; several are given to the driver as configured
/// nodes.
final class RedisEngine implements EngineUnderTest {

    private static final PasswordGenerator GENERATOR = new PasswordGenerator(new SecureRandom());

    private final AutoCloseable topology;
    private final List<RedisServer> servers;
    private final List<FaultProxy> proxies;
    private final Origin origin;

    RedisEngine(AutoCloseable topology, List<RedisServer> servers) {
        this(topology, servers, Origin.MADE);
    }

    /// @param origin whether candidates are for users of ours, or for such as somebody else has made
    RedisEngine(AutoCloseable topology, List<RedisServer> servers, Origin origin) {
        this.topology = topology;
        this.servers = servers;
        this.origin = origin;
        this.proxies =
                servers.stream().map(server -> FaultProxy.to(server.address())).toList();
    }

    static RedisEngine alone(RedisServer server) {
        return new RedisEngine(server, List.of(server));
    }

    /// A fresh user with these rules.
    static Credential candidate(String... scope) {
        return new Credential(
                GENERATOR.accountName(),
                Origin.MADE,
                GENERATOR.password(PasswordRequirements.standard()),
                1,
                GENERATOR.salt(),
                AccountRules.scoped(List.of(scope)));
    }

    /// A password of ours for a fresh user that somebody else has made, with a password of his own.
    static Credential found(List<RedisServer> servers) {
        AccountName name = GENERATOR.accountName();
        servers.forEach(
                server -> server.admin("ACL", "SETUSER", name.value(), "on", ">theirs", "~their:*", "+get", "+ping"));
        return found(name);
    }

    static Credential found(AccountName name) {
        return new Credential(
                name,
                Origin.FOUND,
                GENERATOR.password(PasswordRequirements.standard()),
                1,
                GENERATOR.salt(),
                AccountRules.none());
    }

    /// The next password of the same account.
    static Credential after(Credential credential) {
        return new Credential(
                credential.account(),
                credential.origin(),
                GENERATOR.password(PasswordRequirements.standard()),
                credential.version() + 1,
                GENERATOR.salt(),
                credential.rules());
    }

    static Logins logins(RedisAccount account) {
        var login = Login.of(new AccountName(account.name()), Password.of(account.password()));
        return () -> List.of(login);
    }

    static Endpoint endpoint(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    static Connection connection(int port, Endpoint... nodes) {
        return new Connection(endpoint(port), Optional.empty(), new Tls.Off(), List.of(nodes));
    }

    @Override
    public String version() {
        return servers.getFirst().setup().binary() + ", " + servers.size() + " node(s)";
    }

    @Override
    public TargetDriver driver() {
        return new RedisDriver();
    }

    @Override
    public Connection connection() {
        Endpoint[] nodes = proxies.stream().map(proxy -> endpoint(proxy.port())).toArray(Endpoint[]::new);
        return servers.size() == 1
                ? connection(proxies.getFirst().port())
                : connection(servers.getFirst().port(), nodes);
    }

    @Override
    public Logins logins() {
        return logins(servers.getFirst().setup().admin());
    }

    @Override
    public Credential candidate() {
        return origin == Origin.MADE ? candidate("~app:*", "+@read") : found(servers);
    }

    @Override
    public boolean keepsTwoPasswords() {
        return true;
    }

    @Override
    public List<FaultyPath> paths() {
        return proxies.stream().<FaultyPath>map(ProxiedPath::new).toList();
    }

    @Override
    public Optional<Runnable> restart() {
        return Optional.of(() -> {
            servers.forEach(RedisServer::kill);
            servers.forEach(RedisServer::restart);
        });
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
        try {
            topology.close();
        } catch (Exception e) {
            throw new IllegalStateException("the servers could not be stopped", e);
        }
    }
}
