-- SPDX-License-Identifier: Apache-2.0
-- A person is an identity that signs in at the console, with a password instead of client secrets.
ALTER TABLE identity ADD COLUMN kind TEXT NOT NULL DEFAULT 'machine';

INSERT INTO identity (id, org_id, name, role, created_at, updated_at, kind)
SELECT p.id, o.id, p.email, 'admin', p.created_at, p.created_at, 'person'
FROM person p, organization o;

UPDATE person SET email = lower(email);

CREATE TABLE console_session (
    -- a keyed hash of the cookie: whoever reads the store cannot sign in with it
    id         TEXT   PRIMARY KEY,
    person_id  TEXT   NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX console_session_of_person ON console_session (person_id);
CREATE INDEX console_session_by_end ON console_session (ends_at);
