// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.redis;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.credential.PasswordPolicy;
import dev.keyturn.core.credential.PasswordRequirements;
import dev.keyturn.core.target.Connection;
import dev.keyturn.core.target.Introduction;
import dev.keyturn.core.target.InvalidScope;
import dev.keyturn.core.target.Logins;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.ScopeNote;
import dev.keyturn.core.target.Session;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.TargetDriver;
import dev.keyturn.core.target.TargetType;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.targets.net.Dialer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Redis from 6.0 and Valkey: alone, with replicas, as a cluster, behind Sentinels.
///
/// @param clock   by which it is said how long a client has been there
/// @param connect the longest wait for one connection
/// @param answer  the longest wait for one answer
public record RedisDriver(InstantSource clock, Duration connect, Duration answer) implements TargetDriver {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int ADVISED_BITS = 128;

    /// With the limits of the API contract, §15.2: five seconds each.
    public RedisDriver() {
        this(InstantSource.system(), LIMIT, LIMIT);
    }

    @Override
    public TargetType type() {
        return TargetType.REDIS;
    }

    /// Redis takes a password of any length, and stores its SHA-256 without a salt.
    @Override
    public PasswordPolicy passwordPolicy() {
        return new PasswordPolicy(PasswordRequirements.MAX_LENGTH, ADVISED_BITS);
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        return visit(where, logins, session);
    }

    RedisTarget visit(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        return RedisTarget.open(where, logins, session, Dialer.of(where, session, connect, answer), clock);
    }

    @Override
    public Optional<String> risk(List<String> scope) {
        return ScopeRisk.of(scope);
    }

    @Override
    public List<String> parseScope(String text) throws InvalidScope {
        return AclScope.parse(text);
    }

    @Override
    public List<ScopeNote> explain(String scope) {
        return ScopeWords.of(scope);
    }

    /// With the rights without which something is missed as well (Redis 7).
    @Override
    public Optional<Introduction> introduction(AccountName account, Optional<String> database) {
        return Optional.of(new Introduction(
                6379,
                List.of("ACL SETUSER " + account.value() + " on >PASSWORD +acl|setuser +acl|deluser +acl|save"
                        + " +acl|getuser +client|list +client|kill +role +info")));
    }
}
