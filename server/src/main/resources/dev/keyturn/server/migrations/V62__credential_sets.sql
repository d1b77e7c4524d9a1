-- SPDX-License-Identifier: Apache-2.0
-- The history of credential sets, published or not: what the timeline of their overlap is drawn from. No password is in
-- it. A number that was abandoned is used again by the next set, so sets are told apart by their position.
CREATE TABLE rotation_set (
    rotation_id        TEXT    NOT NULL REFERENCES rotation (id) ON DELETE CASCADE,
    position           BIGINT  NOT NULL,
    credential_version BIGINT  NOT NULL,
    username           TEXT    NOT NULL,
    -- tells two sets of one number apart
    mark               TEXT    NOT NULL,
    reserved_at        BIGINT,
    proved_at          BIGINT,
    published_at       BIGINT,
    superseded_at      BIGINT,
    planned_end_at     BIGINT,
    hold_until         BIGINT,
    held               BOOLEAN NOT NULL DEFAULT FALSE,
    refused_since      BIGINT,
    blocked            BOOLEAN NOT NULL DEFAULT FALSE,
    ended_at           BIGINT,
    end_reason         TEXT,
    ended_by           TEXT,
    clients_at_end     BIGINT,
    PRIMARY KEY (rotation_id, position)
);
