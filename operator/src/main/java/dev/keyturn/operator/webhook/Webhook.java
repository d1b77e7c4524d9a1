// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.operator.webhook;

import dev.keyturn.operator.admission.ClusterView;
import dev.keyturn.operator.certificate.KeyedCertificate;
import dev.keyturn.operator.certificate.ServerKeys;
import dev.keyturn.operator.certificate.Subject;
import dev.keyturn.operator.certificate.Validity;
import dev.keyturn.operator.crd.mssqlserver.MSSQLServer;
import dev.keyturn.operator.crd.postgres.Postgres;
import dev.keyturn.operator.crd.redis.Redis;
import dev.keyturn.operator.runtime.Component;
import dev.keyturn.operator.runtime.ComponentName;
import dev.keyturn.operator.runtime.OperatorConfig;
import dev.keyturn.operator.runtime.StartRefused;
import dev.keyturn.operator.runtime.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The component `webhook`: it serves on every process, leader or not. Its one thread looks every minute whether the
/// certificate is due anew and whether the API server still trusts it.
public final class Webhook implements Component.Running {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration VALIDITY = Duration.ofDays(90);
    private static final long LOOK_SECONDS = 60;

    private final CertificateAuthority authority;
    private final Registration registration;
    private final Subject subject;
    private final InstantSource clock;
    private final ServerKeys keys;
    private final WebhookServer server;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("keyturn-webhook").daemon().factory());
    private KeyedCertificate shown;

    private Webhook(OperatorConfig.WebhookAddress address, Surroundings around) {
        var place = around.config().place();
        this.authority = new CertificateAuthority(around.client(), place.namespace());
        this.registration = address.url()
                .<Registration>map(url -> new UrlRegistration(
                        around.client(), url, around.config().scope().namespaces()))
                .orElseGet(() -> new ChartRegistration(around.client()));
        this.subject = Subjects.of(address.url(), place.namespace());
        this.clock = around.clock();
        this.shown = authority.current(clock.instant()).issue(subject, clock.instant(), VALIDITY);
        this.keys = new ServerKeys(shown);
        this.server = started(address.listen(), new Reviewer(new ClusterView(around.client())));
    }

    /// The component as the settings want it: idle where it is served nowhere.
    public static Component component(Surroundings around) {
        return around.config()
                .webhook()
                .map(address -> Component.serving(ComponentName.WEBHOOK, () -> start(address, around))
                        .needing(Redis.class)
                        .needing(Postgres.class)
                        .needing(MSSQLServer.class))
                .orElseGet(() -> Component.idle(
                        ComponentName.WEBHOOK,
                        "It is served nowhere, so only the schemas judge what is written."
                                + " Set --webhook-listen and --webhook-url."));
    }

    private static Webhook start(OperatorConfig.WebhookAddress address, Surroundings around) {
        var webhook = new Webhook(address, around);
        webhook.look(webhook.clock.instant());
        var _ = webhook.thread.scheduleWithFixedDelay(webhook::lookAgain, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        LOG.atInfo().addKeyValue("address", webhook.server.address()).log("webhook answers");
        return webhook;
    }

    /// Nobody is asked first, then nobody answers.
    @Override
    public void close() {
        thread.shutdownNow();
        registration.leave();
        server.close();
    }

    private void lookAgain() {
        try {
            look(clock.instant());
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("the webhook's certificate could not be looked after; tries again");
        }
    }

    private void look(Instant now) {
        var current = authority.current(now);
        if (!Validity.suits(shown.certificate(), subject, current.certificate(), now)) {
            shown = current.issue(subject, now, VALIDITY);
            keys.show(shown);
            LOG.atInfo().log("webhook has a new certificate");
        }
        registration.trust(CertificateAuthority.encoded(current.certificate()));
    }

    private WebhookServer started(InetSocketAddress listen, Reviewer reviewer) {
        try {
            return WebhookServer.start(listen, keys, reviewer);
        } catch (IOException e) {
            throw new StartRefused("The webhook cannot listen on " + listen + ": " + e.getMessage()
                    + ". Choose another --webhook-listen.");
        }
    }
}
