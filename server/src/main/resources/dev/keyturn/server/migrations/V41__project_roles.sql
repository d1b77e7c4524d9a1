-- SPDX-License-Identifier: Apache-2.0
-- Roles that a project has made for itself. A membership names its roles by slug.
CREATE TABLE project_role (
    id          TEXT   PRIMARY KEY,
    project_id  TEXT   NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    slug        TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    description TEXT,
    -- a JSON array of rules
    permissions TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    UNIQUE (project_id, slug)
);
