-- Seals over the events. Each holds the root of a tree of hashes over the events after the one before it, and the digest of
-- that one, and is signed with a key that no database holds. They are exported to a file outside the database, too.

create table eventstore.seal (
    number         bigint      primary key check (number > 0),
    previous       bytea       not null check (length(previous) = 32),
    sealed_at      timestamptz not null,
    epoch          smallint    not null,
    transaction_id xid8        not null,
    position       bigint      not null,
    events         integer     not null check (events > 0),
    root           bytea       not null check (length(root) = 32),
    key            bytea       not null check (length(key) = 32),
    signature      bytea       not null check (length(signature) = 64)
);
comment on table eventstore.seal is
    'what it says is signed as text (docs/operations.md); the last event that it holds is (epoch, transaction_id, position)';
comment on column eventstore.seal.previous is 'SHA-256 of the statement before; 32 zero bytes before the first';
comment on column eventstore.seal.root is 'of RFC 6962''s tree over place, stream, version and hash of its events, in their order';
comment on column eventstore.seal.key is 'Ed25519 public key that the signature is checked with';

grant select, insert on eventstore.seal to lumbar_runtime;
