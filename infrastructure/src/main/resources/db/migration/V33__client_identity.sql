-- Nobody is registered twice. Name and birth date are personal: only a keyed hash of them is kept, which nobody can try out
-- without the key, and the key is not in the database.
create table rules.client_identity (
    client_id uuid primary key,
    digest bytea not null check (length(digest) = 32),
    told_apart boolean not null default false,
    constraint client_already_registered exclude (digest with =) where (not told_apart)
);
create index on rules.client_identity (digest);

-- By which the key is known again; there is at most one.
create table rules.client_identity_key (
    proof bytea not null check (length(proof) = 32),
    one boolean primary key default true check (one)
);
grant select, insert, update, delete on rules.client_identity, rules.client_identity_key to lumbar_runtime;

comment on column rules.client_identity.told_apart is
    'a manager said that it is another person than the one client of this digest who is not told apart';
comment on column rules.client_identity_key.proof is 'keyed hash of a fixed text';
