// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.core.target;

import dev.keyturn.core.credential.Credential;
import dev.keyturn.core.credential.Keep;
import java.util.List;
import java.util.function.Supplier;

/// A fake engine whose one password is swapped around its publication.
///
/// @param logins    who we may be at the target: published, candidate, previous
/// @param rehearsed whether everything that can be refused is tried before the publication
public record FakeSwap(FakeSession session, Supplier<List<Credential>> logins, boolean rehearsed) implements Swap {
    @Override
    public Topology nodes() throws Unanswered {
        return session.nodes();
    }

    @Override
    public TargetLock lock() throws Refused, Unanswered {
        return session.lock();
    }

    @Override
    public Held prepare(Credential next) throws Refused, Unanswered {
        return session.prepare(next, logins.get(), rehearsed);
    }

    @Override
    public void verify(Node node, Credential credential) throws Refused, Unanswered {
        session.verify(node, credential);
    }

    @Override
    public void retire(Node node, Credential gone, Keep keep) throws Refused, Unanswered {
        session.retire(node, gone, keep);
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        session.end();
    }
}
