-- When an API key was last found good, up to a minute late; the rules of V1 about types and names hold here
-- too. Null where the key was not used since there is this column. The audit trail has every request, so
-- nothing is owed to it for this.
ALTER TABLE api_key ADD COLUMN IF NOT EXISTS last_used_at NUMERIC(28, 9);
