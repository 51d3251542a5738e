-- What lists and reports read. Everything here can be made again from the events. A table's name ends with the version
-- of the projection that writes it, so that the next version can fill its own tables while this one serves.

create schema projection;
grant usage on schema projection to lumbar_runtime;

-- Directory: clinics, therapists, clients ---------------------------------------------------------------------------
-- Whatever says something about a person stands in the column "personal", in the events' own envelope.

create table projection.clinic_v1 (
    id               uuid    primary key,
    version          bigint  not null,
    closed_at        timestamptz,
    lapse_after_days integer not null,
    name             text    not null,
    time_zone        text    not null,
    opening_hours    json    not null
);

create table projection.therapist_v1 (
    id               uuid    primary key,
    version          bigint  not null,
    left_at          timestamptz,
    practising_since date    not null,
    caseload_limit   integer not null,
    gender           text,
    clinics          uuid[]  not null,
    styles           text[]  not null,
    qualifications   json    not null,
    absences         json    not null,
    personal         json    not null
);

create table projection.client_v1 (
    id            uuid        primary key,
    clinic        uuid        not null,
    version       bigint      not null,
    registered_at timestamptz not null,
    sex           text        not null,
    personal      json        not null
);
create index on projection.client_v1 (clinic, id);

-- Episodes ----------------------------------------------------------------------------------------------------------
-- The episode as it stands: what lists show, and what the next event is applied to.

create table projection.episode_v1 (
    episode        uuid        primary key,
    client         uuid        not null,
    clinic         uuid        not null,
    therapist      uuid,
    version        bigint      not null,
    recorded_at    timestamptz not null,
    opened_at      timestamptz not null,
    last_held_at   timestamptz,
    next_planned   timestamptz,
    ended_at       timestamptz,
    cleared_at     timestamptz,
    opened_on      date        not null,
    held           integer     not null,
    baseline_nprs  smallint,
    baseline_measurement uuid,
    cleared        boolean     not null,
    zone           text        not null,
    state          text        not null,
    end_reason     text,
    chronicity     text        not null,
    age_band       text        not null,
    sex            text        not null,
    causes         text[]      not null,
    continued      boolean     not null,
    to_clear       text[]      not null,
    to_clear_since timestamptz[] not null,
    intake_codes   text[],
    intake_levels  text[]
);
create index on projection.episode_v1 (clinic, episode);
create index on projection.episode_v1 (therapist, episode);
create index on projection.episode_v1 (client, episode);

comment on column projection.episode_v1.to_clear is
    'codes found after the intake that a physician must clear; to_clear_since is the date from which a word counts for each';
comment on column projection.episode_v1.intake_codes is
    'codes found at intake that a physician must clear, with the level of each; null before the intake was screened';
comment on column projection.episode_v1.cleared_at is 'date of the latest clearance; cleared is what it said';

-- Facts: bitemporal. A row is what was known in [recorded_from, recorded_to), by the database's clock; what was known
-- at a moment T are the rows with recorded_from <= T < recorded_to.

create table projection.episode_fact_v1 (
    episode         uuid        not null,
    client          uuid        not null,
    clinic          uuid        not null,
    therapist       uuid,
    first_therapist uuid,
    recorded_from   timestamptz not null,
    recorded_to     timestamptz not null default 'infinity',
    opened_at       timestamptz not null,
    opened_on       date        not null,
    ended_on        date,
    held            integer     not null,
    baseline_nprs   smallint,
    baseline_band   text,
    first_style     text,
    first_kind      text,
    state           text        not null,
    end_reason      text,
    chronicity      text        not null,
    age_band        text        not null,
    sex             text        not null,
    primary_cause   text        not null,
    causes          text[]      not null,
    continued       boolean     not null,
    primary key (episode, recorded_from),
    check (recorded_from < recorded_to)
);
create index on projection.episode_fact_v1 (client);
create unique index episode_fact_v1_present on projection.episode_fact_v1 (episode) where recorded_to = 'infinity';

comment on column projection.episode_fact_v1.continued is 'goes on with an episode that was transferred from another clinic';
comment on column projection.episode_fact_v1.first_style is 'of the first held session in the clinic''s order';

create table projection.session_fact_v1 (
    episode       uuid        not null,
    session       uuid        not null,
    client        uuid        not null,
    clinic        uuid        not null,
    therapist     uuid        not null,
    recorded_from timestamptz not null,
    recorded_to   timestamptz not null default 'infinity',
    start_at      timestamptz not null,
    end_at        timestamptz not null,
    on_date       date        not null,
    planned       boolean     not null,
    state         text        not null,
    cancelled_by  text,
    style         text        not null,
    kind          text        not null,
    breached      text[]      not null default '{}',
    primary key (episode, session, recorded_from),
    check (recorded_from < recorded_to)
);
create index on projection.session_fact_v1 (clinic, start_at) where recorded_to = 'infinity';
create index on projection.session_fact_v1 (therapist, start_at) where recorded_to = 'infinity';
create index on projection.session_fact_v1 (episode) where breached <> '{}';

comment on column projection.session_fact_v1.start_at is 'as held, else as planned';
comment on column projection.session_fact_v1.breached is 'rules it was held against';
comment on column projection.session_fact_v1.on_date is 'local date of the start at the clinic';

create table projection.adverse_event_fact_v1 (
    episode       uuid        not null,
    adverse_event uuid        not null,
    client        uuid        not null,
    clinic        uuid        not null,
    session       uuid,
    recorded_from timestamptz not null,
    recorded_to   timestamptz not null default 'infinity',
    occurred_at   timestamptz not null,
    on_date       date        not null,
    duration      text        not null,
    severity      text        not null,
    grade         text        not null,
    primary key (episode, adverse_event, recorded_from),
    check (recorded_from < recorded_to)
);

comment on column projection.adverse_event_fact_v1.session is 'after which it occurred; null for none';
comment on column projection.adverse_event_fact_v1.grade is 'from duration and severity (Carnes et al. 2010)';

-- What reports count: the facts of each episode as bytes (FactsCodec), with nothing about a person. They are read into
-- memory and followed by "change", which rises from commit to commit; what was known at a moment T is the latest row of the
-- history with recorded_from <= T.

create table projection.episode_facts_v1 (
    episode           uuid        primary key,
    version           bigint      not null,
    change            bigint      not null,
    first_recorded_at timestamptz not null,
    recorded_at       timestamptz not null,
    facts             bytea
);
create index on projection.episode_facts_v1 (change);
alter table projection.episode_facts_v1 alter column facts set storage external;

create table projection.episode_facts_history_v1 (
    episode       uuid        not null,
    recorded_from timestamptz not null,
    facts         bytea,
    primary key (episode, recorded_from)
);
alter table projection.episode_facts_history_v1 alter column facts set storage external;

comment on column projection.episode_facts_v1.change is
    'of the transaction that wrote the row: microseconds since 1970, or one more than any before';
comment on column projection.episode_facts_v1.recorded_at is 'since when these facts stand; the version may be later';
comment on column projection.episode_facts_v1.facts is 'null for an episode that was entered in error';

-- Events that a projection could not apply, and the later ones of their streams, which wait for them. The events
-- themselves stay in the store.

create table projection.parked_event (
    processor     text        not null,
    stream        text        not null,
    version       bigint      not null,
    event_id      uuid        not null,
    parked_at     timestamptz not null default clock_timestamp(),
    last_tried_at timestamptz,
    attempts      integer     not null default 0,
    cause         text,
    primary key (processor, stream, version)
);

comment on column projection.parked_event.cause is
    'kind and place of the failure, never a value; null for an event that only waits for an earlier one';

grant select, insert, update, delete, truncate on all tables in schema projection to lumbar_runtime;

-- Where each projection stands, written here because of several instances that start together all but one would fail to.
insert into axon.token (processor_name, segment, claimed_at)
select name, 0, '2026-01-01T00:00:00Z'
from unnest('{clinics-v1, therapists-v1, clients-v1, episodes-v1, facts-v1}'::text[]) name;
