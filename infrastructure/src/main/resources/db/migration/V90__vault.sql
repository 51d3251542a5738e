-- The vault: the keys that personal data is sealed with, one keyset a person, each wrapped by a master key that is not in
-- the database. Only the vault's own role reads it, and whoever dumps the rest leaves it out.
do $$
begin
    if not exists (select from pg_roles where rolname = 'lumbar_vault') then
        create role lumbar_vault nologin;
    end if;
end
$$;

create schema vault;
grant usage on schema vault to lumbar_vault;

create table vault.master_key (
    name          text        primary key check (length(name) between 1 and 200),
    first_used_at timestamptz not null default statement_timestamp(),
    proof         bytea       not null
);

create table vault.keyset (
    id           uuid        not null,
    created_at   timestamptz not null default statement_timestamp(),
    destroyed_at timestamptz,
    kind         text        not null,
    master_key   text        references vault.master_key,
    wrapped      bytea,
    primary key (kind, id),
    constraint keyset_destroyed check ((destroyed_at is null) = (wrapped is not null)
                                   and (destroyed_at is null) = (master_key is not null))
);
create index on vault.keyset (master_key);

-- In which kind of stream somebody is recorded whose keys are of this kind.
create table vault.stream_of (
    kind        text     primary key,
    stream_kind smallint not null references eventstore.stream_kind
);
insert into vault.stream_of values ('client', 1), ('therapist', 2), ('user', 5);
alter table vault.keyset add foreign key (kind) references vault.stream_of;

comment on column vault.master_key.proof is 'a known text that the master key wrapped, so that another key is not taken for it';
comment on column vault.keyset.wrapped is 'Tink''s keyset, wrapped by the master key of that name; null once it was destroyed';

grant select, insert, delete on vault.master_key to lumbar_vault;
grant select, insert, update, delete on vault.keyset to lumbar_vault;
grant select on vault.stream_of to lumbar_vault;
-- to find keys that nothing was sealed with
grant usage on schema eventstore to lumbar_vault;
grant select (stream_kind, stream_id) on eventstore.event to lumbar_vault;
