// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.api;

import dev.keyturn.server.auth.TrustedAddresses;
import dev.keyturn.server.auth.UniversalAuth;
import dev.keyturn.server.auth.UniversalAuth.Lockout;
import dev.keyturn.server.auth.UniversalAuth.Settings;
import dev.keyturn.server.http.ApiError;
import dev.keyturn.server.http.Input;
import dev.keyturn.server.net.Cidr;
import java.time.Instant;
import java.util.List;

/// How universal auth is written in JSON.
final class UniversalAuthJson {
    private UniversalAuthJson() {}

    /// Reads the fields that are there; the others stay as in `present`.
    static Settings settings(Input body, Settings present) {
        var settings = new Settings(
                ttl(body, "accessTokenTTL", present.tokenTtlSeconds()),
                ttl(body, "accessTokenMaxTTL", present.tokenMaxTtlSeconds()),
                body.integer("accessTokenNumUsesLimit").atLeast(0).or(present.usesLimit()),
                addresses(body, "clientSecretTrustedIps", present.clientSecretsFrom()),
                addresses(body, "accessTokenTrustedIps", present.tokensFrom()),
                lockout(body, present.lockout()));
        body.done();
        if (settings.tokenTtlSeconds() > settings.tokenMaxTtlSeconds()) {
            throw ApiError.badRequest("accessTokenTTL must not be greater than accessTokenMaxTTL");
        }
        return settings;
    }

    private static long ttl(Input body, String name, long present) {
        return body.integer(name).between(1, Settings.LONGEST_TTL_SECONDS).or(present);
    }

    private static Lockout lockout(Input body, Lockout present) {
        return new Lockout(
                body.flag("lockoutEnabled").or(present.enabled()),
                body.integer("lockoutThreshold").between(1, 30).or(present.threshold()),
                body.integer("lockoutDurationSeconds").between(30, 86_400).or(present.durationSeconds()),
                body.integer("lockoutCounterResetSeconds").between(5, 3_600).or(present.resetSeconds()));
    }

    private static TrustedAddresses addresses(Input body, String name, TrustedAddresses present) {
        if (!body.has(name)) {
            return present;
        }
        var networks = body.objects(name).stream()
                .map(item -> item.text("ipAddress")
                        .trimmed()
                        .must(text -> Cidr.parse(text).isPresent(), "Not an address or a network")
                        .required())
                .flatMap(text -> Cidr.parse(text).stream())
                .toList();
        if (networks.isEmpty()) {
            body.refuse(name, "At least one address or network is needed");
        }
        return new TrustedAddresses(networks);
    }

    static View of(UniversalAuth auth) {
        var settings = auth.settings();
        return new View(
                auth.id(),
                auth.clientId(),
                auth.identity().value(),
                settings.tokenTtlSeconds(),
                settings.tokenMaxTtlSeconds(),
                settings.usesLimit(),
                addresses(settings.clientSecretsFrom()),
                addresses(settings.tokensFrom()),
                settings.lockout().enabled(),
                settings.lockout().threshold(),
                settings.lockout().durationSeconds(),
                settings.lockout().resetSeconds(),
                auth.createdAt(),
                auth.updatedAt());
    }

    private static List<AddressView> addresses(TrustedAddresses addresses) {
        return addresses.networks().stream()
                .map(network -> new AddressView(
                        network.address().getHostAddress(), network.isIpv4() ? "ipv4" : "ipv6", network.prefix()))
                .toList();
    }

    record View(
            String id,
            String clientId,
            String identityId,
            long accessTokenTTL,
            long accessTokenMaxTTL,
            long accessTokenNumUsesLimit,
            List<AddressView> clientSecretTrustedIps,
            List<AddressView> accessTokenTrustedIps,
            boolean lockoutEnabled,
            long lockoutThreshold,
            long lockoutDurationSeconds,
            long lockoutCounterResetSeconds,
            Instant createdAt,
            Instant updatedAt) {}

    record AddressView(String ipAddress, String type, int prefix) {}
}
