-- Sessions that took place against a rule and were recorded all the same. Each stands on the work list as soon as it is
-- recorded, until it is corrected so that no rule is broken, or voided.
create table rules.breach (
    session_id uuid primary key,
    episode_id uuid not null,
    client_id uuid not null,
    clinic_id uuid not null,
    since timestamptz not null,
    rules text[] not null check (cardinality(rules) > 0)
);
create index on rules.breach (since, session_id);

grant select, insert, update, delete on rules.breach to lumbar_runtime;

comment on column rules.breach.since is 'start of the session';
