-- SPDX-License-Identifier: Apache-2.0
-- The name of who asked for a run by hand; runs of the schedule have none.
ALTER TABLE rotation_attempt ADD COLUMN requested_by TEXT;
