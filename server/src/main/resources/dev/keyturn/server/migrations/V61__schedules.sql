-- SPDX-License-Identifier: Apache-2.0
-- What an owner chose instead of the built-in rule; null: nothing.
ALTER TABLE rotation ADD COLUMN schedule TEXT;
