// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Login;
import dev.keyturn.core.credential.PasswordPolicy;
import java.net.InetAddress;

/// Opens a [FakeEngine] as the drivers of real ones open theirs: the address is looked at first, then our login.
///
/// @param ours the login that the engine accepts from us
/// @param wire the way of each packet
record FakeDriver(FakeEngine engine, Login ours, Wire wire) implements TargetDriver {

    @Override
    public TargetType type() {
        return new TargetType("fake", "Fake");
    }

    @Override
    public PasswordPolicy passwordPolicy() {
        return new PasswordPolicy(100);
    }

    @Override
    public Target open(Connection where, Logins logins, Session session) throws Refused, Unanswered {
        if (session.deadline().isOver()) {
            throw new Unanswered("deadline", "no time was left to ask");
        }
        if (!session.reach().permits(InetAddress.getLoopbackAddress().getAddress())) {
            throw new Refused(Refused.Reason.NOT_PERMITTED, "ADDRESS", "the address may not be connected to");
        }
        if (!logins.inOrder().contains(ours)) {
            throw new Refused(Refused.Reason.ADMIN_LOGIN, "28P01", "none of our logins was accepted");
        }
        return new FakeBeside(engine.session(wire), true);
    }
}
