-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE secret_tag (
    id         TEXT   PRIMARY KEY,
    project_id TEXT   NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    slug       TEXT   NOT NULL,
    color      TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (project_id, slug)
);

CREATE TABLE tagged_secret (
    secret_id TEXT NOT NULL REFERENCES secret (id) ON DELETE CASCADE,
    tag_id    TEXT NOT NULL REFERENCES secret_tag (id) ON DELETE CASCADE,
    PRIMARY KEY (secret_id, tag_id)
);
CREATE INDEX tagged_secret_of_tag ON tagged_secret (tag_id);

-- A folder that shows the secrets of another one. The other is known by its id: it may be renamed and moved.
CREATE TABLE secret_import (
    id         TEXT    PRIMARY KEY,
    folder_id  TEXT    NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    source_id  TEXT    NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    -- of two imports with the same secret the later one counts
    position   INTEGER NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL,
    UNIQUE (folder_id, source_id)
);
CREATE INDEX secret_import_of_source ON secret_import (source_id);

-- What one reader sees instead of a shared secret.
CREATE TABLE personal_secret (
    id         TEXT    PRIMARY KEY,
    secret_id  TEXT    NOT NULL REFERENCES secret (id) ON DELETE CASCADE,
    -- whoever reads and writes it, a person or a machine identity
    owner_id   TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    -- value and comment, sealed for this row and version
    content    ${blob} NOT NULL,
    created_at BIGINT  NOT NULL,
    updated_at BIGINT  NOT NULL,
    UNIQUE (secret_id, owner_id)
);
