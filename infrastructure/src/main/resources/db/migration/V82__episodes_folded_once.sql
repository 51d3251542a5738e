-- One projection now folds each episode once, for lists, calendar and reports, and keeps no fact of an episode, a session or an
-- adverse event as columns. It makes its tables anew from the events.

drop table projection.episode_v1, projection.episode_fact_v1, projection.session_fact_v1,
    projection.adverse_event_fact_v1, projection.episode_facts_v1, projection.episode_facts_history_v1;

-- The episode as it stands: what lists show.

create table projection.episode_v2 (
    episode        uuid        primary key,
    client         uuid        not null,
    clinic         uuid        not null,
    therapist      uuid,
    version        bigint      not null,
    opened_at      timestamptz not null,
    last_held_at   timestamptz,
    next_planned   timestamptz,
    ended_at       timestamptz,
    opened_on      date        not null,
    held           integer     not null,
    zone           text        not null,
    state          text        not null,
    end_reason     text,
    chronicity     text        not null,
    primary_cause  text        not null
);
create index on projection.episode_v2 (clinic, episode);
create index on projection.episode_v2 (therapist, episode);
create index on projection.episode_v2 (client, episode);

-- Its sessions as they stand, without those that were entered in error: what the calendar shows.

create table projection.session_v2 (
    episode   uuid        not null,
    session   uuid        not null,
    client    uuid        not null,
    clinic    uuid        not null,
    therapist uuid        not null,
    start_at  timestamptz not null,
    end_at    timestamptz not null,
    state     text        not null,
    style     text        not null,
    kind      text        not null,
    primary key (episode, session)
);
create index on projection.session_v2 (clinic, start_at);
create index on projection.session_v2 (therapist, start_at);

comment on column projection.session_v2.start_at is 'as held, else as planned';

-- What reports count: the facts of each episode as bytes (FactsCodec), with nothing about a person. They are read into
-- memory and followed by "change", which rises from commit to commit; what was known at a moment T is the latest row of the
-- history with recorded_from <= T.

create table projection.episode_facts_v2 (
    episode           uuid        primary key,
    version           bigint      not null,
    change            bigint      not null,
    first_recorded_at timestamptz not null,
    recorded_at       timestamptz not null,
    facts             bytea
);
create index on projection.episode_facts_v2 (change);
alter table projection.episode_facts_v2 alter column facts set storage external;

create table projection.episode_facts_history_v2 (
    episode       uuid        not null,
    recorded_from timestamptz not null,
    facts         bytea,
    primary key (episode, recorded_from)
);
alter table projection.episode_facts_history_v2 alter column facts set storage external;

comment on column projection.episode_facts_v2.version is 'of the last event that was applied, here and to the other tables';
comment on column projection.episode_facts_v2.change is
    'of the transaction that wrote the row: microseconds since 1970, or one more than any before';
comment on column projection.episode_facts_v2.recorded_at is 'since when these facts stand; the version may be later';
comment on column projection.episode_facts_v2.facts is 'null for an episode that was entered in error';

grant select, insert, update, delete, truncate on projection.episode_v2, projection.session_v2,
    projection.episode_facts_v2, projection.episode_facts_history_v2 to lumbar_runtime;

-- What an operator gave up for the facts was refused by the same fold; what was parked is met again.
update projection.discarded_event set processor = 'episodes-v2' where processor = 'facts-v1';
delete from projection.discarded_event where processor = 'episodes-v1';
delete from projection.parked_event where processor in ('episodes-v1', 'facts-v1');

delete from axon.token where processor_name in ('episodes-v1', 'facts-v1');
insert into axon.token (processor_name, segment, claimed_at) values ('episodes-v2', 0, '2026-01-01T00:00:00Z');
