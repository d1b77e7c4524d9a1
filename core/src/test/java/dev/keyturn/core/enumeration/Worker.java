// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.enumeration;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.rotation.BootState;
import dev.keyturn.core.rotation.Rotation;
import dev.keyturn.core.rotation.RotationListener;
import dev.keyturn.core.rotation.RotationPorts;
import dev.keyturn.core.rotation.RotationState.Staged;
import dev.keyturn.core.rotation.Rotator;
import dev.keyturn.core.target.FakeBeside;
import dev.keyturn.core.target.FakeSession;
import dev.keyturn.core.target.FakeSwap;
import dev.keyturn.core.target.Refused;
import dev.keyturn.core.target.Target;
import dev.keyturn.core.target.Unanswered;
import dev.keyturn.core.target.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One process of ours: a new rotator, built from the durable store alone. Once it is dead nothing it does has an
/// effect.
final class Worker implements Wire {
    private final Run run;
    private final Ports ports;
    private final Rotator rotator;
    private final List<FakeSession> sessions = new ArrayList<>();
    private boolean dead;

    Worker(Run run) {
        this.run = run;
        BootState boot = run.world().ownsBoot() ? this::boot : BootState.none();
        var honest = new Ports(new WiredStore(run.store(), this), _ -> open(), run.candidates(), boot);
        this.ports = run.mutant().breaking().of(honest, run, this);
        this.rotator = new Rotator(ports.store(), _ -> ports.ofRotation(), run.clock(), RotationListener.silent());
    }

    Rotator rotator() {
        return rotator;
    }

    RotationPorts ports() {
        return ports.ofRotation();
    }

    void intends(Rotation next) {
        if (next.state() instanceof Staged staged) {
            run.intends(staged.next());
        }
    }

    /// An effect is about to happen.
    void before(String effect) {
        requireAlive();
        run.before(effect, this);
        requireAlive();
    }

    /// An effect has happened, or was refused.
    void after(String effect) {
        run.after(effect, this);
        requireAlive();
    }

    void die() {
        dead = true;
        sessions.forEach(FakeSession::end);
    }

    void requireAlive() {
        if (dead) {
            throw new Crash();
        }
    }

    @Override
    public void send(String verb, String where, Packet packet) throws Refused, Unanswered {
        before(verb);
        run.asks(verb);
        try {
            packet.arrive();
        } finally {
            after(verb);
        }
    }

    /// As every write of a shell, that of a worker which was taken over is refused.
    private void boot(Set<Credential> all) throws Unanswered {
        before("boot state");
        try {
            if (run.isTakenOver(this)) {
                throw new Unanswered("conflict", "the boot state was changed by another worker");
            }
            run.boots(all);
        } finally {
            after("boot state");
        }
    }

    private Target open() throws Refused {
        requireAlive();
        if (run.world().is(World.Trait.OWN_LOGIN) && run.logins().stream().noneMatch(run.engine()::acceptsEverywhere)) {
            throw new Refused(Refused.Reason.ADMIN_LOGIN, "28P01", "none of our logins was accepted");
        }
        FakeSession session = run.engine().session(this);
        sessions.add(session);
        return run.world().swaps()
                ? new FakeSwap(session, run::logins, run.mutant().rehearses())
                : new FakeBeside(session, run.mutant().looks());
    }
}
