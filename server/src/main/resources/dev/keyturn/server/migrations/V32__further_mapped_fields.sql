-- SPDX-License-Identifier: Apache-2.0
-- The names of the secrets that hold what an engine says of a set besides its user name and password: a JSON object by
-- field.
ALTER TABLE rotation ADD COLUMN further_secrets TEXT NOT NULL DEFAULT '{}';
