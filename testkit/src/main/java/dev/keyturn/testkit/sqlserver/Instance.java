// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// What one server knows: its logins, databases, sessions and locks, and what it was told to fail at.
final class Instance {

    static final String ADMINISTRATOR = "sa";
    static final String MASTER = "master";

    private static final int FIRST_SESSION = 51;
    private static final int SID = 16;

    /// An error that the next fitting statement gets instead of being carried out.
    record Planned(String part, SqlError error) {}

    private final String name;
    private final int lockoutThreshold;
    private final InstantSource clock = InstantSource.system();
    private final RandomGenerator random = new SecureRandom();
    private final Accounts logins = new Accounts(Accounts.SERVER);
    private final Map<String, Database> databases = new ConcurrentHashMap<>();
    private final Set<String> triggers = ConcurrentHashMap.newKeySet();
    private final AppLocks locks = new AppLocks();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger nextSession = new AtomicInteger(FIRST_SESSION);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Planned> planned = new ArrayList<>();

    private final Optional<DataFolder> folder;

    private Instance(String name, int lockoutThreshold, Optional<DataFolder> folder) {
        this.name = name;
        this.lockoutThreshold = lockoutThreshold;
        this.folder = folder;
        add(new Database(MASTER, false, true));
        add(new Database("tempdb", false, true));
    }

    /// One that forgets everything with its process.
    static Instance inMemory(String name, SqlServerSetup setup) {
        var instance = new Instance(name, setup.lockoutThreshold(), Optional.empty());
        var _ = instance.administratorHas(setup.administratorPassword());
        return instance;
    }

    /// One that goes on with what the folder holds.
    ///
    /// @param passwordAtEachStart whether `sa` gets the password of `setup` although the folder holds one
    static Instance in(DataFolder folder, String name, SqlServerSetup setup, boolean passwordAtEachStart)
            throws IOException {
        var instance = new Instance(name, setup.lockoutThreshold(), Optional.of(folder));
        folder.restore(instance);
        if (folder.isNew() || passwordAtEachStart) {
            instance.keep(List.of(instance.administratorHas(setup.administratorPassword())));
        }
        return instance;
    }

    private Change administratorHas(String password) {
        Account administrator = logins.find(ADMINISTRATOR)
                .orElseGet(() -> Account.of(ADMINISTRATOR, "0x01", Optional.empty(), Account.Checks.NOTHING, now()));
        return logins.put(administrator
                .withPassword(Passwords.stored(password, random), now())
                .inRole("sysadmin"));
    }

    /// Returns when the changes would survive a kill, where there is a folder.
    void keep(Collection<Change> changes) throws IOException {
        if (folder.isPresent()) {
            folder.orElseThrow().keep(changes);
        }
    }

    String name() {
        return name;
    }

    Accounts logins() {
        return logins;
    }

    /// The names of those that undo each `ALTER LOGIN`.
    Set<String> triggers() {
        return triggers;
    }

    AppLocks locks() {
        return locks;
    }

    Set<Session> sessions() {
        return sessions;
    }

    List<Database> databases() {
        return List.copyOf(databases.values());
    }

    Optional<Database> database(String named) {
        return Optional.ofNullable(databases.get(Datum.folded(named)));
    }

    void add(Database database) {
        databases.put(Datum.folded(database.name()), database);
    }

    void remove(Database database) {
        databases.remove(Datum.folded(database.name()), database);
    }

    Gate.Entered administrator(String in) {
        return new Gate.Entered(
                new Identity(this, ADMINISTRATOR, Optional.empty()),
                database(in).orElseThrow());
    }

    boolean locksOut() {
        return lockoutThreshold > 0;
    }

    boolean isLocked(Account login) {
        return login.policyChecked() && locksOut() && login.badPasswords() >= lockoutThreshold;
    }

    Instant now() {
        return clock.instant();
    }

    RandomGenerator random() {
        return random;
    }

    String newSid() {
        var bytes = new byte[SID];
        random.nextBytes(bytes);
        return "0x" + HexFormat.of().withUpperCase().formatHex(bytes);
    }

    int nextSession() {
        return nextSession.getAndIncrement();
    }

    List<String> log() {
        return log;
    }

    /// One that keeps its data runs long, and tells nobody what it was asked.
    void record(String statement) {
        if (folder.isEmpty()) {
            log.add(statement);
        }
    }

    void plan(Planned failure) {
        synchronized (planned) {
            planned.add(failure);
        }
    }

    /// Fails as planned, once, where a plan fits the text.
    void failAsPlanned(String text) throws SqlError {
        synchronized (planned) {
            String folded = text.toLowerCase(Locale.ROOT);
            Optional<Planned> fitting = planned.stream()
                    .filter(failure -> folded.contains(failure.part().toLowerCase(Locale.ROOT)))
                    .findFirst();
            if (fitting.isPresent()) {
                planned.remove(fitting.orElseThrow());
                throw fitting.orElseThrow().error();
            }
        }
    }
}
