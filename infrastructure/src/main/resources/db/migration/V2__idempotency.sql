-- The answers to requests with an idempotency key, each stored in the transaction of its events.

create schema application;
grant usage on schema application to lumbar_runtime;

create table application.idempotency (
    created_at  timestamptz not null default statement_timestamp(),
    version     bigint      not null,
    resource    uuid        not null,
    actor       text        not null,
    route       text        not null,
    key         text        not null check (length(key) between 1 and 200),
    fingerprint text        not null,
    position    text,
    outcome     text        not null check (outcome in ('RECORDED', 'UNCHANGED')),
    constraint idempotency_once primary key (actor, route, key)
);
create index idempotency_created_at on application.idempotency (created_at);

comment on column application.idempotency.fingerprint is
    'hash of path and body: the same key with another is refused';
comment on column application.idempotency.position is
    'where the events stand; null when nothing was appended';

-- Nothing is ever changed; what is older than seven days is deleted.
grant select, insert, delete on application.idempotency to lumbar_runtime;
