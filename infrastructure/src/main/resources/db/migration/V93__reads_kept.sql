-- Who read something personal about whom: ids only. Rows are added and never changed.
create schema audit;
grant usage on schema audit to lumbar_runtime;

create table audit.personal_read (
    id bigint generated always as identity primary key,
    read_at timestamptz not null default clock_timestamp(),
    actor text not null,
    request_id uuid not null,
    what text not null,
    whom text[] not null
);
create index on audit.personal_read using gin (whom);

comment on column audit.personal_read.whom is 'everybody of whom something was told, such as client:<uuid>';

grant insert on audit.personal_read to lumbar_runtime;
