-- Whole episode histories that another system kept, as they were sent, and what became of each line.
create table application.import (
    import_id uuid primary key,
    actor text not null,
    manager boolean not null,
    demo boolean not null,
    begun_at timestamptz not null default statement_timestamp(),
    received_at timestamptz,
    idempotency_key text check (length(idempotency_key) between 1 and 200),
    fingerprint bytea check (length(fingerprint) = 32),
    constraint import_fingerprint check (received_at is null or fingerprint is not null)
);
create unique index import_idempotency on application.import (actor, idempotency_key) where received_at is not null;

comment on column application.import.received_at is
    'when the last byte had come; nothing is imported before, and what never comes to its end is deleted';
comment on column application.import.demo is 'its lines name histories that are invented; a demo store has one such import';
comment on column application.import.fingerprint is 'SHA-256 of the body';

-- Some lines at a time. A slice is worked on by whoever claims it, and again by another when the claim has run out.
create table application.import_slice (
    import_id uuid not null references application.import on delete cascade,
    number integer not null check (number >= 0),
    first_line integer not null check (first_line > 0),
    lines integer not null check (lines > 0),
    body bytea,
    claimed_until timestamptz,
    done_at timestamptz,
    imported integer not null default 0,
    present integer not null default 0,
    refused integer not null default 0,
    primary key (import_id, number),
    constraint import_slice_done check (done_at is null or (body is null and lines = imported + present + refused))
);
create index import_slice_waiting on application.import_slice (import_id, number) where done_at is null;

comment on column application.import_slice.body is
    'the lines as they came, with people''s data in clear; gone as soon as the slice is done';

create table application.import_refusal (
    import_id uuid not null references application.import on delete cascade,
    line integer not null,
    code text not null,
    field text,
    reason text not null,
    primary key (import_id, line)
);

-- A history is imported once. Its row is written in the transaction of its events.
create table application.imported_history (
    clinic_id uuid not null,
    external_id text not null,
    digest bytea not null check (length(digest) = 32),
    episode_id uuid not null,
    import_id uuid not null,
    line integer not null,
    constraint imported_once primary key (clinic_id, external_id)
);

comment on column application.imported_history.digest is
    'SHA-256 of what the line said: the same again changes nothing, something else under the name is refused';

grant select, insert, update, delete on application.import, application.import_slice, application.import_refusal
    to lumbar_runtime;
grant select, insert on application.imported_history to lumbar_runtime;
