-- What makes changes and the audit trail agree (handshake protocol, section 9), and what providers are to
-- learn (section 6); the rules of V1 about types and names hold here too.

-- One row a Neuron that works on this database. Its batches are numbered, and each writes its number here:
-- so a Neuron that lost its connection at the commit finds out what became of it, and a second one under the
-- same id does not get through.
--
-- The mark says up to where the notes owed to the audit trail are in it, and a place in the trail behind them.
CREATE TABLE IF NOT EXISTS node (
    id              VARCHAR NOT NULL,
    batch           BIGINT  NOT NULL,
    last_owed       BIGINT  NOT NULL,
    marked_owed     BIGINT,
    marked_sequence BIGINT,
    marked_hash     VARCHAR,
    CONSTRAINT node_pk PRIMARY KEY (id),
    CONSTRAINT node_marked_wholly CHECK (
        (marked_owed IS NULL AND marked_sequence IS NULL AND marked_hash IS NULL)
        OR (marked_owed IS NOT NULL AND marked_sequence IS NOT NULL AND marked_hash IS NOT NULL)
    )
);

-- What a node has still to write to its audit trail, in the order of the numbers.
CREATE TABLE IF NOT EXISTS owed_note (
    node_id     VARCHAR NOT NULL,
    note_number BIGINT  NOT NULL,
    note        VARCHAR NOT NULL,
    CONSTRAINT owed_note_pk PRIMARY KEY (node_id, note_number)
);

-- What a provider's agent is to learn of a patient: the relationship as it was then, and the key that its
-- agent id was bound to.
CREATE TABLE IF NOT EXISTS introduction (
    id                 UUID           NOT NULL,
    relationship_id    UUID           NOT NULL,
    patient_agent_id   VARCHAR        NOT NULL,
    patient_public_key BYTEA          NOT NULL,
    provider_npi       VARCHAR        NOT NULL,
    patient_endpoint   VARCHAR        NOT NULL,
    consented_actions  VARCHAR        NOT NULL,
    occasion           VARCHAR        NOT NULL,
    consent_issued_at  NUMERIC(28, 9) NOT NULL,
    established_at     NUMERIC(28, 9) NOT NULL,
    introduced_at      NUMERIC(28, 9) NOT NULL,
    acknowledged_at    NUMERIC(28, 9),
    CONSTRAINT introduction_pk PRIMARY KEY (id)
);
CREATE INDEX IF NOT EXISTS introduction_pending
    ON introduction (provider_npi, acknowledged_at, introduced_at, id);
