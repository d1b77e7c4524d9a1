-- SPDX-License-Identifier: Apache-2.0
-- A rotation is one row. `sealed` is its whole state, passwords included; the plain columns are what is searched for.
-- A row that is not issued belongs to a first issue: clients do not see it, but it holds its name and the names of its
-- secrets. The row is the schedule: `wake_at` says when to look at it, whatever happened to the process meanwhile.
CREATE TABLE rotation (
    id               TEXT PRIMARY KEY,
    project_id       TEXT    NOT NULL REFERENCES project (id),
    folder_id        TEXT    NOT NULL REFERENCES folder (id),
    connection_id    TEXT    NOT NULL REFERENCES app_connection (id),
    type             TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    description      TEXT,
    automatic        BOOLEAN NOT NULL,
    interval_days    INTEGER NOT NULL,
    rotate_at_minute INTEGER NOT NULL,
    grace_seconds    BIGINT,
    parameters       TEXT    NOT NULL,
    username_secret  TEXT    NOT NULL,
    password_secret  TEXT    NOT NULL,
    sealed           ${blob} NOT NULL,
    issued           BOOLEAN NOT NULL,
    state            TEXT    NOT NULL,
    since            BIGINT  NOT NULL,
    failed           BOOLEAN NOT NULL,
    ends_at          BIGINT,
    next_rotation_at BIGINT,
    wake_at          BIGINT  NOT NULL,
    lease_owner      TEXT,
    lease_until      BIGINT  NOT NULL,
    epoch            BIGINT  NOT NULL,
    version          BIGINT  NOT NULL,
    created_at       BIGINT  NOT NULL,
    updated_at       BIGINT  NOT NULL,
    UNIQUE (folder_id, name)
);

CREATE INDEX rotation_project ON rotation (project_id);
CREATE INDEX rotation_connection ON rotation (connection_id);
CREATE INDEX rotation_wake_at ON rotation (wake_at);

-- What runs did. Texts are sealed: a target may have said more than it should.
CREATE TABLE rotation_attempt (
    id                 TEXT PRIMARY KEY,
    rotation_id        TEXT   NOT NULL REFERENCES rotation (id) ON DELETE CASCADE,
    number             BIGINT NOT NULL,
    trigger_name       TEXT   NOT NULL,
    outcome            TEXT   NOT NULL,
    credential_version BIGINT,
    message            ${blob},
    warnings           ${blob},
    started_at         BIGINT NOT NULL,
    finished_at        BIGINT,
    UNIQUE (rotation_id, number)
);

CREATE TABLE rotation_step (
    attempt_id  TEXT    NOT NULL REFERENCES rotation_attempt (id) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    node        TEXT,
    message     ${blob},
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,
    PRIMARY KEY (attempt_id, position)
);
