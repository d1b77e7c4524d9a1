-- SPDX-License-Identifier: Apache-2.0
-- Who was given which set of a rotation, and when last. Only of sets that may still log in somewhere.
CREATE TABLE rotation_reader (
    rotation_id        TEXT   NOT NULL REFERENCES rotation (id) ON DELETE CASCADE,
    credential_version BIGINT NOT NULL,
    identity_id        TEXT   NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
    last_read_at       BIGINT NOT NULL,
    PRIMARY KEY (rotation_id, credential_version, identity_id)
);
