// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.http;

import dev.keyturn.server.data.StartRefused;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS 1.2 and 1.3 with a certificate that is read again when its files change, at the next handshake. Files that
/// cannot be used leave the former certificate in place, with a warning. Safe for many threads.
///
/// A handshake asks for an alias, then for chain and key of it: the alias counts the readings, and the last two are
/// kept, so that a handshake never gets the chain of one and the key of another.
final class ReloadingTls extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingTls.class);

    private final Listening.TlsFiles files;
    private volatile Loaded present;
    private volatile Loaded former;

    private record Loaded(String alias, PemIdentity identity, List<FileTime> changed) {}

    private ReloadingTls(Listening.TlsFiles files) throws IOException, GeneralSecurityException {
        this.files = files;
        this.present = load(1);
        this.former = present;
    }

    /// @throws StartRefused if the files cannot be used
    static Tls of(Listening.TlsFiles files) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ReloadingTls(files)}, null, null);
            return Tls.builder()
                    .sslContext(context)
                    .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new StartRefused("The certificate %s with the key %s cannot be used: %s."
                    .formatted(files.certificate(), files.key(), PemIdentity.reason(e)));
        }
    }

    private Loaded load(int reading) throws IOException, GeneralSecurityException {
        var changed = changed();
        return new Loaded(Integer.toString(reading), PemIdentity.read(files.certificate(), files.key()), changed);
    }

    private List<FileTime> changed() throws IOException {
        return List.of(Files.getLastModifiedTime(files.certificate()), Files.getLastModifiedTime(files.key()));
    }

    private synchronized Loaded current() {
        try {
            if (!changed().equals(present.changed())) {
                var next = load(Integer.parseInt(present.alias()) + 1);
                former = present;
                present = next;
                LOG.atInfo().log("certificate read again");
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.atWarn()
                    .addKeyValue("reason", PemIdentity.reason(e))
                    .log("changed certificate cannot be used, the former one stays");
        }
        return present;
    }

    private PemIdentity identity(String alias) {
        return former.alias().equals(alias) ? former.identity() : present.identity();
    }

    private @Nullable String alias(String keyType) {
        var current = current();
        return current.identity().suits(keyType) ? current.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        var alias = alias(keyType);
        return alias == null ? new String[0] : new String[] {alias};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identity(alias).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identity(alias).key();
    }

    /// This server never shows a certificate as a client.
    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }
}
