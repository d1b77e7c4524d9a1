-- SPDX-License-Identifier: Apache-2.0

CREATE TABLE installation (
    id                   INTEGER PRIMARY KEY CHECK (id = 1),
    root_key_fingerprint TEXT    NOT NULL,
    probes               BIGINT  NOT NULL
);

CREATE TABLE data_key (
    scope   TEXT PRIMARY KEY,
    wrapped ${blob} NOT NULL
);

CREATE TABLE organization (
    id          TEXT   PRIMARY KEY,
    name        TEXT   NOT NULL,
    slug        TEXT   NOT NULL UNIQUE,
    -- exactly one: an installation is opened once
    singleton   INTEGER NOT NULL UNIQUE CHECK (singleton = 1),
    -- the key that signs access tokens, sealed
    signing_key ${blob} NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE person (
    id            TEXT    PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,
    super_admin   BOOLEAN NOT NULL,
    created_at    BIGINT  NOT NULL
);

CREATE TABLE identity (
    id         TEXT   PRIMARY KEY,
    org_id     TEXT   NOT NULL REFERENCES organization (id),
    name       TEXT   NOT NULL,
    role       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE universal_auth (
    id                             TEXT    PRIMARY KEY,
    identity_id                    TEXT    NOT NULL UNIQUE REFERENCES identity (id) ON DELETE CASCADE,
    client_id                      TEXT    NOT NULL UNIQUE,
    access_token_ttl               BIGINT  NOT NULL,
    access_token_max_ttl           BIGINT  NOT NULL,
    access_token_num_uses_limit    BIGINT  NOT NULL,
    client_secret_trusted_ips      TEXT    NOT NULL,
    access_token_trusted_ips       TEXT    NOT NULL,
    lockout_enabled                BOOLEAN NOT NULL,
    lockout_threshold              BIGINT  NOT NULL,
    lockout_duration_seconds       BIGINT  NOT NULL,
    lockout_counter_reset_seconds  BIGINT  NOT NULL,
    created_at                     BIGINT  NOT NULL,
    updated_at                     BIGINT  NOT NULL
);

CREATE TABLE client_secret (
    id             TEXT    PRIMARY KEY,
    identity_id    TEXT    NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
    hash           TEXT    NOT NULL,
    prefix         TEXT    NOT NULL,
    description    TEXT    NOT NULL,
    num_uses       BIGINT  NOT NULL,
    num_uses_limit BIGINT  NOT NULL,
    ttl            BIGINT  NOT NULL,
    revoked        BOOLEAN NOT NULL,
    created_at     BIGINT  NOT NULL,
    updated_at     BIGINT  NOT NULL
);
CREATE INDEX client_secret_of_identity ON client_secret (identity_id);

CREATE TABLE access_token (
    id             TEXT    PRIMARY KEY,
    identity_id    TEXT    NOT NULL REFERENCES identity (id) ON DELETE CASCADE,
    -- made by this client secret; a token of the first start has none
    client_secret_id TEXT  REFERENCES client_secret (id) ON DELETE CASCADE,
    num_uses       BIGINT  NOT NULL,
    num_uses_limit BIGINT  NOT NULL,
    -- renewal gives this many seconds more, but never goes past the last moment
    ttl            BIGINT  NOT NULL,
    max_ttl        BIGINT  NOT NULL,
    created_at     BIGINT  NOT NULL,
    expires_at     BIGINT,
    last_moment    BIGINT,
    revoked        BOOLEAN NOT NULL
);
CREATE INDEX access_token_of_identity ON access_token (identity_id);
CREATE INDEX access_token_by_expiry ON access_token (expires_at);

-- failed sign-ins of a client id or an e-mail address from one address
CREATE TABLE failed_login (
    account      TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    failures     BIGINT NOT NULL,
    first_at     BIGINT NOT NULL,
    locked_until BIGINT,
    PRIMARY KEY (account, address)
);
