-- What the organisation's side needs; the rules of V1 about types and names hold here too.

ALTER TABLE provider ADD COLUMN IF NOT EXISTS specialty VARCHAR;
ALTER TABLE provider ADD COLUMN IF NOT EXISTS provider_public_key BYTEA;

-- Lists of relationships, newest first, go on after any row at the same speed.
CREATE INDEX IF NOT EXISTS relationship_newest ON relationship (created_at, id);
CREATE INDEX IF NOT EXISTS relationship_newest_of_provider ON relationship (provider_npi, created_at, id);

-- key_hash is the SHA-256 of the key's text, in hex: not every database indexes bytes. The key itself is
-- nowhere. Nothing is removed: an auditor must find what a key that is named in the log was good for.
CREATE TABLE IF NOT EXISTS api_key (
    id         UUID           NOT NULL,
    name       VARCHAR        NOT NULL,
    key_hash   VARCHAR        NOT NULL,
    scopes     VARCHAR        NOT NULL,
    npi        VARCHAR,
    created_at NUMERIC(28, 9) NOT NULL,
    expires_at NUMERIC(28, 9),
    revoked_at NUMERIC(28, 9),
    CONSTRAINT api_key_pk PRIMARY KEY (id),
    CONSTRAINT api_key_one_hash UNIQUE (key_hash)
);
