-- SPDX-License-Identifier: Apache-2.0
-- What the last login check found, of one version of a rotation's set and of a connection. Texts are sealed: a target
-- may have said more than it should.
CREATE TABLE rotation_health (
    id         TEXT    PRIMARY KEY REFERENCES rotation (id) ON DELETE CASCADE,
    version    BIGINT  NOT NULL,
    status     TEXT    NOT NULL,
    checked_at BIGINT  NOT NULL,
    sealed     ${blob} NOT NULL
);

CREATE TABLE connection_health (
    id         TEXT    PRIMARY KEY REFERENCES app_connection (id) ON DELETE CASCADE,
    version    BIGINT  NOT NULL,
    status     TEXT    NOT NULL,
    checked_at BIGINT  NOT NULL,
    sealed     ${blob} NOT NULL
);

-- When the next regular check of a connection and its rotations begins. Whoever moves it on makes the check.
CREATE TABLE health_round (
    connection_id TEXT   PRIMARY KEY REFERENCES app_connection (id) ON DELETE CASCADE,
    next_at       BIGINT NOT NULL
);
CREATE INDEX health_round_next_at ON health_round (next_at);
