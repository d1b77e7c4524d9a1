-- SPDX-License-Identifier: Apache-2.0
-- Where targets are and who we are there. The credentials are sealed; project_id is null for one of the whole
-- organisation.
CREATE TABLE app_connection (
    id               TEXT PRIMARY KEY,
    project_id       TEXT REFERENCES project (id),
    app              TEXT   NOT NULL,
    name             TEXT   NOT NULL,
    description      TEXT,
    sealed           ${blob} NOT NULL,
    credentials_hash TEXT   NOT NULL,
    version          BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL
);

CREATE UNIQUE INDEX app_connection_name ON app_connection (COALESCE(project_id, ''), app, name);
