-- When an API key was last found good, within a minute; the rules of V1 about types and names hold here too.
-- Not known of what was used before, and none of what the audit trail tells: so it is not among what a change
-- owes a note for.
ALTER TABLE api_key ADD COLUMN IF NOT EXISTS last_used_at NUMERIC(28, 9);
