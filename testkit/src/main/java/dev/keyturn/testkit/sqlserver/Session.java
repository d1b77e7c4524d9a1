// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/// One client's session. Owns the thread that serves it; others may only end it.
final class Session {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final AtomicLong TRANSACTIONS = new AtomicLong(1);

    private final Instance instance;
    private final Socket socket;
    private final int id;
    private final Instant began;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final TemporaryTables tables = new TemporaryTables(this);
    private final PreparedStatements prepared = new PreparedStatements();
    private volatile LoginRequest request = new LoginRequest("", "", "", "", "");
    private volatile Optional<Gate.Entered> entered = Optional.empty();
    private volatile boolean over;
    private boolean implicitTransactions;
    private boolean abortsOnError;
    private volatile Duration lockTimeout = LONGEST_WAIT;
    private long transaction;
    private boolean undone;

    Session(Instance instance, Socket socket) {
        this.instance = instance;
        this.socket = socket;
        this.id = instance.nextSession();
        this.began = instance.now();
    }

    /// Serves the client until it leaves or is thrown out.
    void serve(Encryption encryption, Optional<SSLContext> tls) {
        try (socket) {
            var channel = new TdsChannel(socket);
            if (greet(channel, encryption, tls)) {
                new Requests(this, channel).serve();
            }
        } catch (IOException _) {
            // the client left in the middle of a message, or was thrown out: nobody to tell
        } finally {
            end();
        }
    }

    /// Carries out `text` as somebody who never logged in.
    void runAs(Gate.Entered somebody, String text) throws SqlError {
        entered = Optional.of(somebody);
        var _ = new Batch(this, text, Map.of()).run();
    }

    Instance instance() {
        return instance;
    }

    int id() {
        return id;
    }

    Instant began() {
        return began;
    }

    LoginRequest request() {
        return request;
    }

    String address() {
        return socket.getInetAddress().getHostAddress();
    }

    Identity identity() {
        return entered.orElseThrow().identity();
    }

    Database database() {
        return entered.orElseThrow().database();
    }

    boolean hasEntered() {
        return entered.isPresent();
    }

    TemporaryTables tables() {
        return tables;
    }

    PreparedStatements prepared() {
        return prepared;
    }

    void use(Database database) {
        entered = Optional.of(new Gate.Entered(identity(), database));
    }

    boolean isOver() {
        return over;
    }

    /// From another session: what it had not carried out yet never will be.
    void kill() {
        over = true;
        instance.locks().wake();
        try {
            socket.close();
        } catch (IOException _) {
            // it was closed already
        }
        end();
    }

    synchronized void implicitTransactions(boolean on) {
        implicitTransactions = on;
    }

    synchronized long transaction() {
        return transaction;
    }

    /// Begins one if the session asks for that at every change.
    synchronized void beginIfImplicit() {
        if (implicitTransactions && transaction == 0) {
            begin();
        }
    }

    synchronized void begin() {
        transaction = TRANSACTIONS.getAndIncrement();
    }

    /// Something was changed: undone in case its transaction does not come to its end, kept otherwise.
    synchronized void changed(Change change) throws SqlError {
        changes.push(change);
        if (transaction == 0) {
            keep();
        }
    }

    /// Whether the last transaction that ended was undone.
    synchronized boolean wasUndone() {
        return undone;
    }

    /// Whether an error ends the transaction as well as the statement.
    void abortsOnError(boolean on) {
        abortsOnError = on;
    }

    void lockTimeout(Duration limit) {
        lockTimeout = limit;
    }

    /// How long it waits for what another transaction holds.
    Duration lockTimeout() {
        return lockTimeout;
    }

    boolean abortsOnError() {
        return abortsOnError;
    }

    synchronized void commit() throws SqlError {
        keep();
        transaction = 0;
        undone = false;
        instance.logins().release(this);
    }

    synchronized void rollback() {
        while (!changes.isEmpty()) {
            changes.pop().undo();
        }
        transaction = 0;
        undone = true;
        instance.logins().release(this);
    }

    private void keep() throws SqlError {
        if (over) {
            rollback();
            throw new SqlError(596, 21, "Cannot continue the execution because the session is in the kill state.");
        }
        try {
            instance.keep(List.copyOf(changes).reversed());
            changes.clear();
        } catch (IOException _) {
            rollback();
            throw new SqlError(9001, 21, "The log for database 'master' is not available.");
        }
    }

    private boolean greet(TdsChannel channel, Encryption encryption, Optional<SSLContext> tls) throws IOException {
        Optional<TdsChannel.Message> first = channel.read();
        if (first.isEmpty() || first.orElseThrow().type() != TdsChannel.PRELOGIN) {
            return false;
        }
        int agreed = Prelogin.agreed(Prelogin.encryption(first.orElseThrow().body()), encryption);
        channel.write(Prelogin.answer(agreed));
        if (agreed != Prelogin.NOT_SUPPORTED) {
            channel.encrypt(tls.orElseThrow());
        }
        Optional<TdsChannel.Message> login = channel.read();
        if (login.isEmpty() || login.orElseThrow().type() != TdsChannel.LOGIN) {
            return false;
        }
        if (agreed == Prelogin.OFF) {
            channel.encryptNoMore();
        }
        request = LoginRequest.of(login.orElseThrow().body());
        return enter(channel);
    }

    private boolean enter(TdsChannel channel) throws IOException {
        var writer = new TdsWriter(instance.name());
        try {
            entered = Optional.of(new Gate(instance).enter(request));
        } catch (SqlError error) {
            writer.error(error);
            if (error.number() != SqlError.LOGIN_FAILED) {
                writer.error(SqlError.loginFailed(request.user()));
            }
            writer.done(TdsWriter.ERROR);
            channel.write(writer.toByteArray());
            return false;
        }
        instance.sessions().add(this);
        writer.changed(TdsWriter.DATABASE, database().name(), "master");
        writer.info(5701, "Changed database context to '" + database().name() + "'.");
        writer.collation();
        writer.loginAck();
        String packet = String.valueOf(TdsChannel.PACKET);
        writer.changed(TdsWriter.PACKET_SIZE, packet, packet);
        writer.done(TdsWriter.FINAL);
        channel.write(writer.toByteArray());
        return true;
    }

    private synchronized void end() {
        over = true;
        rollback();
        instance.locks().releaseAll(this);
        instance.sessions().remove(this);
    }
}
