// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.targets.sqlserver;

import dev.keyturn.core.credential.AccountName;
import dev.keyturn.core.target.Endpoint;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Refused.Reason;
import dev.keyturn.core.target.Unanswered;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// One login on several instances: a user of the shared database belongs to a SID, so it has to be the same on each.
record Replicas(Sessions sessions, Hosts.Sight sight) {

    private static final int SID = 16;

    /// The one that the login has elsewhere; else one that every visit finds again.
    String sid(AccountName account) throws Refused, Unanswered {
        for (Endpoint host : sessions.hosts()) {
            if (look(host, account) instanceof Found.ALogin login) {
                return login.sid();
            }
        }
        return "0x" + HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(hash(account.value()), SID));
    }

    /// @throws Refused the login of another instance has another SID
    void checkSid(AccountName account, Found.ALogin login) throws Refused, Unanswered {
        for (Endpoint host : sessions.hosts()) {
            if (look(host, account) instanceof Found.ALogin other
                    && !other.sid().equalsIgnoreCase(login.sid())) {
                throw new Refused(
                        Reason.ACCOUNT,
                        "SID",
                        "the login " + Statements.name(account) + " has another SID on " + host
                                + ", so after a failover it is not the user of the database; make it anew there with"
                                + " SID = " + login.sid(),
                        host.toString());
            }
        }
    }

    private Found look(Endpoint host, AccountName account) throws Refused, Unanswered {
        AdminSession session = sight.isClosed(host) ? sessions.inMaster(host) : sessions.working(host);
        return new Catalogue(session, false).look(account);
    }

    private static byte[] hash(String name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("keyturn:sid:" + name).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
