-- SPDX-License-Identifier: Apache-2.0
-- Which rotation owns which account of which target, so that no account has two owners: a target by its address and, if
-- it has one, by its fingerprint; an account as the engine compares names. First issues and deletes under way own theirs.
ALTER TABLE rotation ADD COLUMN fingerprint TEXT;

CREATE TABLE owned_account (
    target      TEXT NOT NULL,
    account     TEXT NOT NULL,
    rotation_id TEXT NOT NULL REFERENCES rotation (id) ON DELETE CASCADE,
    PRIMARY KEY (target, account)
);

CREATE INDEX owned_account_rotation ON owned_account (rotation_id);
