// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

/// `CREATE TRIGGER` and `DROP TRIGGER` on the whole server. Of all that a trigger can do, this one undoes each
/// `ALTER LOGIN`. A real server keeps it; here it is forgotten with the process.
final class ServerTriggers {

    private final Session session;
    private final SqlTokens tokens;
    private final Instance instance;

    ServerTriggers(Session session, SqlTokens tokens) {
        this.session = session;
        this.tokens = tokens;
        this.instance = session.instance();
    }

    void create(String name) throws SqlError {
        tokens.expect("on", "all", "server", "for", "alter_login", "as", "rollback");
        session.identity().need("CONTROL SERVER");
        if (!instance.triggers().add(Datum.folded(name))) {
            throw new SqlError(2714, 16, "There is already an object named '" + name + "' in the database.");
        }
    }

    void drop(String name) throws SqlError {
        tokens.expect("on", "all", "server");
        if (!session.identity().may("CONTROL SERVER") || !instance.triggers().remove(Datum.folded(name))) {
            throw new SqlError(
                    3701,
                    11,
                    "Cannot drop the trigger '" + name + "', because it does not exist or you do not have permission.");
        }
    }

    /// What a trigger does to the session that has altered a login.
    static void afterAlterLogin(Session session) throws SqlError {
        if (!session.instance().triggers().isEmpty()) {
            session.rollback();
            throw new SqlError(3609, 16, "The transaction ended in the trigger. The batch has been aborted.");
        }
    }
}
