-- SPDX-License-Identifier: Apache-2.0
-- What was done, by whom. Rows are only ever added: each carries the hash of itself and of the one before, signed with
-- a key that is not in the store (hexadecimal; details are sealed, in base64). No reference to other tables: what is deleted elsewhere stays told here.
CREATE TABLE audit_log (
    position   BIGINT  PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    created_at BIGINT  NOT NULL,
    project_id TEXT,
    event_type TEXT    NOT NULL,
    actor_type TEXT    NOT NULL,
    actor_id   TEXT,
    details    TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    signature  TEXT    NOT NULL
);

CREATE INDEX audit_log_project ON audit_log (project_id, position);
CREATE INDEX audit_log_event ON audit_log (event_type, position);
CREATE INDEX audit_log_actor ON audit_log (actor_id, position);
CREATE INDEX audit_log_time ON audit_log (created_at);

-- The last row of the log, signed apart from it, so that rows cannot be cut off at the end.
CREATE TABLE audit_head (
    id        INTEGER PRIMARY KEY,
    position  BIGINT  NOT NULL,
    row_id    TEXT,
    hash      TEXT    NOT NULL,
    signature TEXT    NOT NULL
);
