// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.Password;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.EngineUnderTest;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.targets.net.ProxiedPath;
import dev.keyturn.testkit.fault.FaultProxy;
import dev.keyturn.testkit.redis.RespClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Any Redis or Valkey by its address, `redis://user:password@host:port`: one node of it, behind a path that can fail.
/// It is never restarted.
final class RedisAtUrl implements EngineUnderTest {

    /// Environment variable that names the server.
    static final String VARIABLE = "KEYTURN_TEST_REDIS_URL";

    private final Login login;
    private final InetSocketAddress address;
    private final FaultProxy proxy;

    private RedisAtUrl(URI url) {
        String[] user = url.getUserInfo().split(":", 2);
        this.login = Login.of(new AccountName(user[0]), Password.of(user[1]));
        this.address = new InetSocketAddress(url.getHost(), url.getPort());
        this.proxy = FaultProxy.to(address);
    }

    static RedisAtUrl fromEnvironment() {
        return new RedisAtUrl(URI.create(System.getenv(VARIABLE)));
    }

    @Override
    public String version() {
        try (var client = RespClient.connect(address)) {
            client.must(
                    "AUTH",
                    login.account().value(),
                    login.password().orElseThrow().reveal());
            var hello = client.must("HELLO", "2").items();
            return hello.get(1).text() + " " + hello.get(3).text() + " (" + VARIABLE + ")";
        }
    }

    @Override
    public TargetDriver driver() {
        return new RedisDriver();
    }

    /// The one node is configured: others that it announces would be reached past the path.
    @Override
    public Connection connection() {
        return RedisEngine.connection(proxy.port(), RedisEngine.endpoint(proxy.port()));
    }

    @Override
    public Logins logins() {
        return () -> List.of(login);
    }

    @Override
    public Credential candidate() {
        return RedisEngine.candidate("~app:*", "+@read");
    }

    @Override
    public boolean keepsTwoPasswords() {
        return true;
    }

    @Override
    public List<FaultyPath> paths() {
        return List.of(new ProxiedPath(proxy));
    }

    @Override
    public Optional<Runnable> restart() {
        return Optional.empty();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
