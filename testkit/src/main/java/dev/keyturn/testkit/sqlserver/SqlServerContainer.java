// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import dev.keyturn.testkit.tls.PemServer;
import dev.keyturn.testkit.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// The double as the process of a container, which is told what the official image is told: `ACCEPT_EULA`, `MSSQL_PID`,
/// `MSSQL_SA_PASSWORD`, `MSSQL_TCP_PORT`, and `/var/opt/mssql/mssql.conf` for certificates. What was committed outlives
/// it in `/var/opt/mssql`. It is no SQL Server, and says so.
///
/// Whether a real one takes `MSSQL_SA_PASSWORD` again when it finds data is not known here, so both can be had:
/// `KEYTURN_DOUBLE_SA_PASSWORD` is `first-start`, which is the default, or `each-start`.
public final class SqlServerContainer {

    private SqlServerContainer() {}

    /// @param arguments the folder that stands for `/`, where it is not that of a container
    public static void main(String[] arguments) throws InterruptedException {
        try {
            var server = start(System.getenv(), Path.of(arguments.length == 0 ? "/" : arguments[0]));
            System.out.println("SQL Server is now ready for client connections at " + server.address()
                    + ": a wire double of Keyturn's, no SQL Server.");
            Thread.currentThread().join();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// @param root the folder that is `/` in the container
    /// @throws IOException if something of this may not be, with a line for each fault
    public static SqlServerDouble start(Map<String, String> environment, Path root) throws IOException {
        var settings = ContainerSettings.of(environment, root);
        var folder = DataFolder.open(settings.data().resolve("data"));
        if (folder.isNew() && settings.password().isEmpty()) {
            throw new ContainerSettings.Unusable(List.of("The first start needs MSSQL_SA_PASSWORD."));
        }
        settings.withoutEffect().forEach(name -> System.out.println("mssql.conf sets " + name + ": no effect here"));
        var setup = SqlServerSetup.of(settings.password().orElse(""));
        boolean again = settings.passwordAtEachStart() && settings.password().isPresent();
        var instance = Instance.in(folder, hostname(environment), setup, again);
        var encrypted = new SqlServerSetup(
                setup.administratorPassword(), settings.encryption(), Optional.empty(), setup.lockoutThreshold());
        return SqlServerDouble.start(encrypted, instance, Optional.of(tls(settings)), settings.address());
    }

    /// Without a certificate it makes one that nobody trusts, as a real one does.
    private static SSLContext tls(ContainerSettings settings) throws IOException {
        return settings.certificate().isPresent()
                ? PemServer.context(
                        settings.certificate().orElseThrow().certificates(),
                        settings.certificate().orElseThrow().key())
                : TestCertificates.issue("dns:localhost").serverContext();
    }

    private static String hostname(Map<String, String> environment) {
        return environment.getOrDefault("HOSTNAME", "double");
    }
}
