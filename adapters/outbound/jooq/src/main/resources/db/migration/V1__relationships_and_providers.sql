-- In the SQL that H2 and PostgreSQL share; jOOQ's classes are generated from this file at build time.
--
-- IF NOT EXISTS, because H2 commits each statement by itself: a Neuron that is killed in the middle of
-- its first start runs all of this again at the next.
--
-- Texts have no length here: H2 counts UTF-16 units and PostgreSQL code points, and the domain has
-- checked every length before. They are VARCHAR, never CHAR, which would pad, and are compared exactly.
--
-- An instant is the number of seconds since the epoch, with nine decimals: a timestamp would lose
-- nanoseconds on PostgreSQL, and what decides which of two consents is the later one must lose nothing.
--
-- A list of texts is one text, each entry ended by a line feed, which no entry may hold (handshake
-- protocol, section 3: no control characters). Lists are written and read whole and nothing looks into
-- them: a child table would cost up to 256 rows a handshake, and arrays are another thing on each database.

CREATE TABLE IF NOT EXISTS provider (
    npi      VARCHAR NOT NULL,
    name     VARCHAR NOT NULL,
    types    VARCHAR NOT NULL,
    endpoint VARCHAR,
    CONSTRAINT provider_pk PRIMARY KEY (npi)
);

-- The key that an agent id is bound to. No foreign key leads here: a binding that an administrator
-- releases leaves the relationships as they are.
CREATE TABLE IF NOT EXISTS patient_binding (
    patient_agent_id   VARCHAR NOT NULL,
    patient_public_key BYTEA   NOT NULL,
    CONSTRAINT patient_binding_pk PRIMARY KEY (patient_agent_id)
);

-- active_key is 1 while the relationship is active and NULL ever after. NULLs are distinct to a unique
-- constraint, so there is room for one active relationship of a patient with a provider, and for any
-- number of terminated ones. (A partial index would say it more plainly; H2 has none.)
CREATE TABLE IF NOT EXISTS relationship (
    id                UUID           NOT NULL,
    patient_agent_id  VARCHAR        NOT NULL,
    provider_npi      VARCHAR        NOT NULL,
    patient_endpoint  VARCHAR        NOT NULL,
    consented_actions VARCHAR        NOT NULL,
    consent_issued_at NUMERIC(28, 9) NOT NULL,
    created_at        NUMERIC(28, 9) NOT NULL,
    updated_at        NUMERIC(28, 9) NOT NULL,
    terminated_at     NUMERIC(28, 9),
    active_key        INTEGER,
    CONSTRAINT relationship_pk PRIMARY KEY (id),
    CONSTRAINT relationship_one_active UNIQUE (patient_agent_id, provider_npi, active_key),
    CONSTRAINT relationship_active_or_terminated CHECK (
        (active_key IS NOT NULL AND active_key = 1 AND terminated_at IS NULL)
        OR (active_key IS NULL AND terminated_at IS NOT NULL)
    )
);
