// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.testkit.sqlserver;

/// An error of the server, by its number. The message is what clients are shown.
final class SqlError extends Exception {
    private static final long serialVersionUID = 1L;

    static final int LOGIN_FAILED = 18456;

    private static final int ENDS_CONNECTION = 20;

    private final int number;
    private final int severity;

    SqlError(int number, int severity, String message) {
        super(message);
        this.number = number;
        this.severity = severity;
    }

    int number() {
        return number;
    }

    int severity() {
        return severity;
    }

    boolean endsConnection() {
        return severity >= ENDS_CONNECTION;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    static SqlError syntax(String near) {
        return new SqlError(102, 15, "Incorrect syntax near '" + near + "'.");
    }

    /// Said of logins that are not there and of those that are out of reach alike.
    static SqlError noSuch(String verb, String kind, String name) {
        return new SqlError(
                15151,
                16,
                "Cannot " + verb + " the " + kind + " '" + name
                        + "', because it does not exist or you do not have permission.");
    }

    static SqlError noPermission() {
        return new SqlError(15247, 16, "User does not have permission to perform this action.");
    }

    static SqlError denied(String permission, String object) {
        return new SqlError(229, 14, "The " + permission + " permission was denied on the object '" + object + "'.");
    }

    static SqlError loginFailed(String name) {
        return new SqlError(LOGIN_FAILED, 14, "Login failed for user '" + name + "'.");
    }
}
