-- How much of a minute's requests each client and each address has left, for all instances together: the state of buckets
-- of tokens, under hashes of their names. Unlogged: after a crash everybody begins with a full one.
create unlogged table access.allowance (
    id         bigint primary key,
    state      bytea,
    expires_at bigint
);
grant select, insert, update, delete on access.allowance to lumbar_runtime;
