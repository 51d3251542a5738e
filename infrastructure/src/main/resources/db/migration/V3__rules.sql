-- Rules across aggregates, kept by the database in the transaction that appends the events. The rows follow from the
-- events; the constraints' names are translated to the typed refusals that the api answers with.
create schema rules;

create extension if not exists btree_gist with schema rules;

-- Nobody treats, or is treated, twice at once. A cancelled or missed session has no row: its time is free.
create table rules.booking (
    session_id uuid primary key,
    episode_id uuid not null,
    therapist_id uuid not null,
    client_id uuid not null,
    period tstzrange not null check (not isempty(period)),
    constraint therapist_double_booked exclude using gist (therapist_id with =, period with &&),
    constraint client_double_booked exclude using gist (client_id with =, period with &&)
);

-- A licence number belongs to one therapist. Only its digest is kept: the number itself is personal.
create table rules.licence (
    therapist_id uuid primary key,
    digest bytea not null,
    constraint licence_number_taken unique (digest)
);

-- A therapist carries no more open episodes than the limit; those that a manager added beyond it are counted apart.
create table rules.caseload (
    therapist_id uuid primary key,
    caseload_limit integer not null,
    carried integer not null default 0 check (carried >= 0),
    overridden integer not null default 0 check (overridden between 0 and carried),
    constraint caseload_full check (carried - overridden <= caseload_limit)
);

-- Whose episode it is, and who carries it while it is open.
create table rules.episode (
    episode_id uuid primary key,
    client_id uuid not null,
    clinic_id uuid not null,
    therapist_id uuid,
    caseload_overridden boolean not null default false
);

-- A client whose screening calls for a physician now. It stands on the work list as soon as the screening is recorded,
-- whatever becomes of the projections, until a physician's word covers it or the episode ends.
create table rules.urgent_referral (
    episode_id uuid primary key,
    client_id uuid not null,
    clinic_id uuid not null,
    since timestamptz not null,
    codes text[] not null
);
create index on rules.urgent_referral (since, episode_id);

grant usage on schema rules to lumbar_runtime;
grant select, insert, update, delete on all tables in schema rules to lumbar_runtime;
