-- SPDX-License-Identifier: Apache-2.0
-- What somebody typed into a form of several steps, until the last of them. Sealed, and without any password.
CREATE TABLE console_draft (
    id      TEXT    PRIMARY KEY,
    -- a keyed hash of what ties forms to a session
    owner   TEXT    NOT NULL,
    ends_at BIGINT  NOT NULL,
    sealed  ${blob} NOT NULL
);
CREATE INDEX console_draft_by_end ON console_draft (ends_at);
