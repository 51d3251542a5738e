-- The work list, and what the policies remember.

insert into eventstore.stream_kind values (6, 'work-entry');

-- The id of an entry follows from what it is about, as in the application: a UUID of version 3 without a namespace.
create function rules.work_entry_id(name text) returns uuid
    language sql immutable parallel safe
    return overlay(overlay(md5(name) placing '3' from 13 for 1)
        placing substr('89ab', 1 + (('x' || substr(md5(name), 17, 1))::bit(4)::integer & 3), 1) from 17 for 1)::uuid;

create function rules.work_entry_id(kind text, id uuid, since timestamptz) returns uuid
    language sql immutable parallel safe
    as $$ select rules.work_entry_id(concat_ws(':', kind, id, (extract(epoch from since) * 1000000)::bigint)) $$;

create function rules.work_entry_id(kind text, id uuid, codes text[]) returns uuid
    language sql immutable parallel safe
    as $$ select rules.work_entry_id(concat_ws(':', kind, id, array_to_string(codes, ','))) $$;

grant execute on function rules.work_entry_id(text), rules.work_entry_id(text, uuid, timestamptz),
    rules.work_entry_id(text, uuid, text[]) to lumbar_runtime;

-- Entries that were made, as they stand: written in the transaction of their events.
create table rules.work_entry (
    id             uuid        primary key,
    version        bigint      not null,
    since          timestamptz not null,
    state_at       timestamptz not null,
    clinic_id      uuid        not null,
    episode_id     uuid,
    client_id      uuid,
    therapist_id   uuid,
    session_id     uuid,
    follow_up_id   uuid,
    found_at       timestamptz,
    due_on         date,
    session_number integer,
    kind           text        not null,
    state          text        not null,
    seen_by        text,
    style          text,
    codes          text[]      not null
);
create index on rules.work_entry (state, since, id);
create index on rules.work_entry (episode_id) where episode_id is not null;

comment on column rules.work_entry.found_at is 'when signs of a screening were found last';
comment on column rules.work_entry.state_at is 'since when it is in its state';
comment on column rules.work_entry.seen_by is 'who claimed it or said that it is done; null for nobody';

-- What is on the list from the event on that brought it about, whether anybody saw to it or not.
-- A referral waits from the moment on when it was found first. Found again it is another entry in the same place of the
-- list: whoever saw to the one before does not know of what was found since.
alter table rules.urgent_referral
    add column found_at timestamptz,
    add column later_found timestamptz[] not null default '{}';
update rules.urgent_referral
set found_at = since, later_found = case when later_since is null then '{}' else array[later_since] end;
alter table rules.urgent_referral
    alter column found_at set not null,
    drop column later_since,
    add column entry_id uuid not null
        generated always as (rules.work_entry_id('URGENT_REFERRAL', episode_id, found_at)) stored;
comment on column rules.urgent_referral.since is 'of the first screening that found such a sign and that no physician has spoken of';
comment on column rules.urgent_referral.found_at is 'of the latest screening that found such a sign';
comment on column rules.urgent_referral.later_found is 'of the screenings after the intake that found one, in order, and that no physician has spoken of';
create unique index on rules.urgent_referral (entry_id);

alter table rules.breach add column entry_id uuid not null
    generated always as (rules.work_entry_id('RULE_BREACHED', session_id, rules)) stored;
create unique index on rules.breach (entry_id);

create view rules.work_at_once as
select r.entry_id as id, r.since, r.clinic_id, r.episode_id, r.client_id, e.therapist_id, null::uuid as session_id,
       r.found_at, 'URGENT_REFERRAL' as kind, r.codes
from rules.urgent_referral r join rules.episode e using (episode_id)
where e.open
union all
select b.entry_id, b.since, b.clinic_id, b.episode_id, b.client_id, e.therapist_id, b.session_id, null, 'RULE_BREACHED',
       b.rules
from rules.breach b left join rules.episode e using (episode_id);

create view rules.work_list as
select id, version, since, state_at, clinic_id, episode_id, client_id, therapist_id, session_id, follow_up_id, found_at,
       due_on, session_number, kind, state, seen_by, style, codes
from rules.work_entry w
where kind not in ('URGENT_REFERRAL', 'RULE_BREACHED') or state not in ('WAITING', 'CLAIMED')
   or exists (select from rules.work_at_once a where a.id = w.id)
union all
select id, 0, since, since, clinic_id, episode_id, client_id, therapist_id, session_id, null, found_at, null, null, kind,
       'WAITING', null, null, codes
from rules.work_at_once a
where not exists (select from rules.work_entry w where w.id = a.id and w.state <> 'CLOSED');

grant select, insert, update, delete on rules.work_entry to lumbar_runtime;
grant select on rules.work_at_once, rules.work_list to lumbar_runtime;

-- Jobs and what the policies remember. Nothing here is needed to know what is due: it says who does it, and when to look.
create schema policy;
grant usage on schema policy to lumbar_runtime;

-- As db-scheduler wants it.
create table policy.job (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index on policy.job (execution_time);
create index on policy.job (last_heartbeat);

-- Which episodes and therapists to look at, and when, if they do not change before.
create table policy.agenda (
    stream_id   uuid     not null,
    look_at     timestamptz,
    stream_kind smallint not null,
    entries     uuid[]   not null,
    primary key (stream_kind, stream_id)
) with (fillfactor = 70);
create index on policy.agenda (look_at) where look_at is not null;

comment on column policy.agenda.entries is 'what the episode or therapist has on the work list';

-- How far changes were followed. Without a row they are followed from the beginning.
create table policy.followed (
    one            boolean  primary key default true check (one),
    transaction_id xid8     not null,
    position       bigint   not null,
    epoch          smallint not null
);

-- What is there already is looked at once.
insert into policy.agenda (stream_kind, stream_id, look_at, entries)
select stream_kind, stream_id, '-infinity', '{}' from eventstore.event where version = 0 and stream_kind in (2, 4);
insert into policy.followed (epoch, transaction_id, position)
select epoch, transaction_id, position from eventstore.event
order by epoch desc, transaction_id desc, position desc limit 1;

grant select, insert, update, delete on all tables in schema policy to lumbar_runtime;
