-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE project (
    id          TEXT   PRIMARY KEY,
    org_id      TEXT   NOT NULL REFERENCES organization (id),
    name        TEXT   NOT NULL,
    slug        TEXT   NOT NULL UNIQUE,
    description TEXT,
    type        TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
);

CREATE TABLE project_membership (
    id          TEXT   PRIMARY KEY,
    project_id  TEXT   NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    identity_id TEXT   NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
    -- names of roles, separated by commas
    roles       TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    UNIQUE (project_id, identity_id)
);
CREATE INDEX project_membership_of_identity ON project_membership (identity_id);

CREATE TABLE environment (
    id         TEXT    PRIMARY KEY,
    project_id TEXT    NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    name       TEXT    NOT NULL,
    slug       TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL,
    UNIQUE (project_id, slug)
);

CREATE TABLE folder (
    id             TEXT    PRIMARY KEY,
    environment_id TEXT    NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    -- the root of an environment has none
    parent_id      TEXT    REFERENCES folder (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    path           TEXT    NOT NULL,
    description    TEXT,
    version        INTEGER NOT NULL,
    last_secret_modified BIGINT,
    created_at     BIGINT  NOT NULL,
    updated_at     BIGINT  NOT NULL,
    UNIQUE (environment_id, path)
);
CREATE INDEX folder_of_parent ON folder (parent_id);

CREATE TABLE secret (
    id             TEXT    PRIMARY KEY,
    folder_id      TEXT    NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    name           TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    -- the rotation that owns it, and which field of a credential it holds
    rotation_id    TEXT,
    rotation_field TEXT,
    created_at     BIGINT  NOT NULL,
    updated_at     BIGINT  NOT NULL,
    UNIQUE (folder_id, name),
    UNIQUE (rotation_id, rotation_field)
);

CREATE TABLE secret_version (
    secret_id          TEXT    NOT NULL REFERENCES secret (id) ON DELETE CASCADE,
    version            INTEGER NOT NULL,
    -- value, comment and metadata, sealed for this secret and version
    content            ${blob} NOT NULL,
    -- references in it are never expanded
    literal            BOOLEAN NOT NULL,
    credential_version INTEGER,
    actor              TEXT    NOT NULL,
    created_at         BIGINT  NOT NULL,
    PRIMARY KEY (secret_id, version)
);

-- names that rotations hold, also before their first publication
CREATE TABLE mapped_name (
    folder_id   TEXT NOT NULL REFERENCES folder (id),
    name        TEXT NOT NULL,
    rotation_id TEXT NOT NULL,
    field       TEXT NOT NULL,
    PRIMARY KEY (folder_id, name),
    UNIQUE (rotation_id, field)
);
