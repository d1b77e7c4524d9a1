// SPDX-License-Identifier: Apache-2.0
package dev.keyturn.server.audit;

import dev.keyturn.server.crypto.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The rule by which rows follow one another: each row's hash is that of its content and of the hash before it, and is
/// signed; the last one is signed once more, as the head. Pure but for the key.
///
/// A row and the head are signed as different things, so that the signature of an old row is none of a shorter log.
final class Chain {
    static final String KEY_PURPOSE = "keyturn/audit/v1";
    private static final String ROW = "row";
    private static final String HEAD = "head";

    private static final String NOTHING = "0".repeat(64);

    private final Signer signer;

    Chain(Signer signer) {
        this.signer = signer;
    }

    /// Where the log ends.
    ///
    /// @param row the id of the last row; none if there is no row
    record Head(long position, Optional<String> row, String hash, String signature) {}

    /// The end of a log without rows.
    Head empty() {
        return head(0, Optional.empty(), NOTHING);
    }

    Head head(long position, Optional<String> row, String hash) {
        return new Head(position, row, hash, signer.sign(HEAD, place(position, hash)));
    }

    /// The end of a log that lost its head.
    static Head lost() {
        return new Head(0, Optional.empty(), NOTHING, NOTHING);
    }

    /// The end after `row` was added to a log of which nobody can say where it ended: never signed again, so that every
    /// check finds it.
    static Head unsigned(AuditRow row) {
        return new Head(row.position(), Optional.of(row.id()), row.hash(), NOTHING);
    }

    boolean isSigned(Head head) {
        return signer.isSigned(HEAD, place(head.position(), head.hash()), head.signature());
    }

    /// `row` with its hash and signature.
    AuditRow linked(String before, AuditRow row) {
        String hash = hash(before, row);
        return new AuditRow(
                row.position(),
                row.id(),
                row.createdAt(),
                row.project(),
                row.type(),
                row.actorType(),
                row.actor(),
                row.details(),
                hash,
                signer.sign(ROW, place(row.position(), hash)));
    }

    /// Whether `row` is as it was written, after the row that has the hash `before`.
    boolean follows(String before, AuditRow row) {
        return hash(before, row).equals(row.hash())
                && signer.isSigned(ROW, place(row.position(), row.hash()), row.signature());
    }

    private static String place(long position, String hash) {
        return position + " " + hash;
    }

    /// Each part goes in with its length, so that nothing can move from one to the next.
    private static String hash(String before, AuditRow row) {
        var digest = sha256();
        add(digest, before);
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(row.position())
                .putLong(row.createdAt().toEpochMilli())
                .array());
        add(digest, row.id());
        add(digest, row.project().orElse(""));
        add(digest, row.type());
        add(digest, row.actorType());
        add(digest, row.actor().orElse(""));
        add(digest, row.details());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
