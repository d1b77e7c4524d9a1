// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.audit.Chain.Head;
import dev.keyturn.server.crypto.Keyring;
import dev.keyturn.server.sql.Database;
import dev.keyturn.server.sql.Session;
import java.util.List;
import java.util.Optional;

/// Goes through the whole log and says whether it is as it was written. Changes nothing, and works beside servers that
/// append: it reads one state of the store.
public final class Verification {
    private static final int PAGE = 1_000;
    private static final String NO_HEAD = "the signed head of the log is missing";

    private final Chain chain;

    public Verification(Keyring keyring) {
        this.chain = new Chain(keyring.signer(Chain.KEY_PURPOSE));
    }

    /// What was found.
    public sealed interface Result {
        /// Every row from the first to the signed head is there and as it was written.
        ///
        /// @param head the hash of the last row, to be compared with one that was noted elsewhere
        record Whole(long rows, String head) implements Result {}

        /// @param position of the first row that is not as it was written, or not there
        /// @param row      its id, where one is known
        record Broken(long position, Optional<String> row, String why) implements Result {}
    }

    public Result check(Database database) {
        return database.read(this::check);
    }

    private Result check(Session session) {
        Optional<Head> head = AuditTable.head(session, "");
        Head seen = chain.empty();
        for (List<AuditRow> page = page(session, seen); !page.isEmpty(); page = page(session, seen)) {
            for (AuditRow row : page) {
                Optional<Result.Broken> fault = fault(seen, row, head);
                if (fault.isPresent()) {
                    return fault.orElseThrow();
                }
                seen = new Head(row.position(), Optional.of(row.id()), row.hash(), "");
            }
        }
        return end(seen, head);
    }

    private static List<AuditRow> page(Session session, Head seen) {
        return AuditTable.after(session, seen.position(), PAGE);
    }

    private Optional<Result.Broken> fault(Head before, AuditRow row, Optional<Head> head) {
        long expected = before.position() + 1;
        if (row.position() != expected) {
            return broken(expected, Optional.empty(), "the row was removed; the next one is " + row.id());
        }
        if (!chain.follows(before.hash(), row)) {
            return broken(expected, Optional.of(row.id()), "the row was changed after it was written");
        }
        if (head.filter(end -> end.position() >= expected).isEmpty()) {
            return broken(
                    expected, Optional.of(row.id()), head.isEmpty() ? NO_HEAD : "the row stands after the signed head");
        }
        return Optional.empty();
    }

    private static Optional<Result.Broken> broken(long position, Optional<String> row, String why) {
        return Optional.of(new Result.Broken(position, row, why));
    }

    private Result end(Head seen, Optional<Head> stored) {
        if (stored.isEmpty()) {
            return new Result.Broken(seen.position() + 1, Optional.empty(), NO_HEAD);
        }
        Head head = stored.orElseThrow();
        if (head.position() > seen.position()) {
            String why = "the rows from here to %d were cut off".formatted(head.position());
            boolean next = head.position() == seen.position() + 1;
            return new Result.Broken(seen.position() + 1, next ? head.row() : Optional.empty(), why);
        }
        if (!chain.isSigned(head) || !head.hash().equals(seen.hash())) {
            return new Result.Broken(
                    seen.position() + 1, Optional.empty(), "the head was changed: rows after this may be missing");
        }
        return new Result.Whole(seen.position(), seen.hash());
    }
}
