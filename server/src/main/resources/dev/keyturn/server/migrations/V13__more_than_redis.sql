-- SPDX-License-Identifier: Apache-2.0
-- What the owner of a rotation may want beside the first release's settings.
ALTER TABLE rotation ADD COLUMN rotation_mode TEXT NOT NULL DEFAULT 'alternating-users';
ALTER TABLE rotation ADD COLUMN hold_seconds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rotation ADD COLUMN disconnect BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE rotation ADD COLUMN create_missing BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE rotation ADD COLUMN owner_role TEXT;
