-- SPDX-License-Identifier: Apache-2.0
-- Who wants to be told. Address and key are sealed under the project's key.
CREATE TABLE webhook (
    id             TEXT    PRIMARY KEY,
    project_id     TEXT    NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    environment_id TEXT    NOT NULL REFERENCES environment (id) ON DELETE CASCADE,
    secret_path    TEXT    NOT NULL,
    type           TEXT    NOT NULL,
    events         TEXT,
    receiver       ${blob} NOT NULL,
    disabled       BOOLEAN NOT NULL,
    last_status    TEXT,
    last_error     ${blob},
    created_at     BIGINT  NOT NULL,
    updated_at     BIGINT  NOT NULL
);

CREATE INDEX webhook_environment ON webhook (environment_id);
CREATE INDEX webhook_project ON webhook (project_id);

-- What is still to be sent, written with what it tells of.
CREATE TABLE webhook_delivery (
    id         TEXT    PRIMARY KEY,
    webhook_id TEXT    NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    body       ${blob} NOT NULL,
    signed_at  BIGINT  NOT NULL,
    tries      INTEGER NOT NULL,
    due_at     BIGINT  NOT NULL
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at);
CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook_id);

-- For which start a rotation was announced last, so that each is announced once.
CREATE TABLE rotation_announcement (
    rotation_id TEXT   PRIMARY KEY REFERENCES rotation (id) ON DELETE CASCADE,
    starts_at   BIGINT NOT NULL
);
