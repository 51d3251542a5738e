-- Accounts: streams of their own, and what is asked of them at the door. The rows follow from the events; hashes of
-- secrets are in no event, and count only where a row of an account names them.
insert into eventstore.stream_kind values (5, 'account');

create table rules.account (
    account_id   uuid    primary key,
    secret_id    uuid    not null,
    enabled      boolean not null,
    every_clinic boolean not null,
    roles        text[]  not null,
    clinics      uuid[]  not null,
    therapist_id uuid
);

create schema access;

create table access.secret (
    secret_id uuid        primary key,
    kept_at   timestamptz not null default statement_timestamp(),
    hash      text        not null
);

grant usage on schema access to lumbar_runtime;
grant select, insert, update on rules.account to lumbar_runtime;
grant select, insert, delete on access.secret to lumbar_runtime;

comment on table access.secret is 'hashes of secrets; one that no account names any more, or not within a day, is deleted';

create table projection.account_v1 (
    id           uuid        primary key,
    version      bigint      not null,
    opened_at    timestamptz not null,
    disabled_at  timestamptz,
    every_clinic boolean     not null,
    roles        text[]      not null,
    clinics      uuid[]      not null,
    therapist    uuid,
    personal     json        not null
);
grant select, insert, update, delete, truncate on projection.account_v1 to lumbar_runtime;
