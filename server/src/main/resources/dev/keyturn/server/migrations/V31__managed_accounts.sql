-- SPDX-License-Identifier: Apache-2.0
-- The own accounts of connections whose passwords nobody but the server knows: the state of their rotation, and what
-- else than the stored password the account may accept while it changes. Both are sealed.
CREATE TABLE managed_account (
    connection_id TEXT PRIMARY KEY REFERENCES app_connection (id) ON DELETE CASCADE,
    sealed        ${blob} NOT NULL,
    others        ${blob} NOT NULL,
    wake_at       BIGINT NOT NULL,
    lease_owner   TEXT,
    lease_until   BIGINT NOT NULL,
    epoch         BIGINT NOT NULL,
    version       BIGINT NOT NULL
);

CREATE INDEX managed_account_wake_at ON managed_account (wake_at);

-- Like owned_account: no rotation, and no other connection, changes the password of such an account.
CREATE TABLE managed_owner (
    target        TEXT NOT NULL,
    account       TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES app_connection (id) ON DELETE CASCADE,
    PRIMARY KEY (target, account)
);

CREATE INDEX managed_owner_connection ON managed_owner (connection_id);
