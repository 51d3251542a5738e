-- The event store: one append-only table, the order of its rows, and the only way to write to it.

do $$
begin
    if not exists (select from pg_roles where rolname = 'lumbar_runtime') then
        create role lumbar_runtime nologin;
    end if;
    -- Only the product's logins connect, and only the owner creates anything, temporary tables too.
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to lumbar_runtime', current_database());
end
$$;
revoke all on schema public from public;
alter default privileges revoke execute on functions from public;

create schema eventstore;
grant usage on schema eventstore to lumbar_runtime;

-- Epochs ------------------------------------------------------------------------------------------------------------
-- Transaction ids order the events, and they go back when a dump is restored or a lagging copy is promoted. So they
-- count only within an epoch, which is one timeline of one cluster.

create table eventstore.epoch (
    epoch             smallint    primary key check (epoch > 0),
    system_identifier bigint      not null,
    timeline          integer     not null,
    entered_at        timestamptz not null default clock_timestamp()
);

create function eventstore.current_epoch() returns smallint
    language sql stable parallel safe
    return (select max(epoch) from eventstore.epoch);

-- The timeline is read from the write-ahead log's position: pg_control_checkpoint() is stale after a promotion.
create function eventstore.current_timeline() returns integer
    language sql stable
    return ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer;

-- Answers the current epoch; raises LB004 where this cluster and timeline are not those it was entered on.
-- A replica, which appends nothing, is not asked.
create function eventstore.check_epoch() returns smallint
    language plpgsql stable
as $$
declare
    entered eventstore.epoch;
begin
    select * into entered from eventstore.epoch e order by e.epoch desc limit 1;
    if not pg_is_in_recovery() and (entered.system_identifier, entered.timeline)
            is distinct from ((select system_identifier from pg_control_system()), eventstore.current_timeline()) then
        raise exception using errcode = 'LB004', message = 'the epoch of this cluster and timeline is not entered',
            hint = 'After a restore or a promotion the owner calls eventstore.enter_epoch(), as each start does.';
    end if;
    return entered.epoch;
end
$$;

-- Raises the epoch by one where the cluster or the timeline changed. Idempotent; called by the owner at each start.
create function eventstore.enter_epoch() returns smallint
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('eventstore.epoch', 0));
    insert into eventstore.epoch (epoch, system_identifier, timeline)
    select coalesce(eventstore.current_epoch(), 0) + 1, c.system_identifier, eventstore.current_timeline()
    from pg_control_system() c
    where not exists (select from eventstore.epoch e
                      where e.epoch = eventstore.current_epoch()
                        and (e.system_identifier, e.timeline) = (c.system_identifier, eventstore.current_timeline()));
    return eventstore.current_epoch();
end
$$;

-- Events ------------------------------------------------------------------------------------------------------------

create table eventstore.stream_kind (
    kind smallint primary key,
    name text     not null unique
);
insert into eventstore.stream_kind values (1, 'client'), (2, 'therapist'), (3, 'clinic'), (4, 'care-episode');

-- The columns stand in the order that needs no padding.
create table eventstore.event (
    transaction_id xid8        not null,
    position       bigint      not null generated always as identity,
    version        bigint      not null check (version >= 0),
    recorded_at    timestamptz not null,
    stream_id      uuid        not null,
    event_id       uuid        not null,
    epoch          smallint    not null,
    stream_kind    smallint    not null,
    revision       smallint    not null check (revision > 0),
    hash           bytea       not null check (length(hash) = 32),
    name           text        not null check (name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
    payload        json        not null,
    metadata       json        not null,
    constraint event_order primary key (epoch, transaction_id, position),
    constraint event_stream_version unique (stream_kind, stream_id, version),
    constraint event_id_once unique (event_id)
);
create index event_recorded_at on eventstore.event (recorded_at);

comment on column eventstore.event.recorded_at is
    'when the system learned it, by the database''s clock; one time for all events of an append, never before the predecessor''s';
comment on column eventstore.event.hash is
    'eventstore.hash_of this event and its predecessor''s hash';

-- The chain's link: SHA-256 over the predecessor's hash (32 zero bytes before the first event), the digests of payload
-- and metadata as stored, and a header none of whose fields can hold the separator.
create function eventstore.hash_of(previous bytea, stream_kind smallint, stream_id uuid, version bigint, event_id uuid,
    name text, revision smallint, recorded_at timestamptz, payload text, metadata text) returns bytea
    language sql stable parallel safe
    return sha256(previous || sha256(convert_to(payload, 'UTF8')) || sha256(convert_to(metadata, 'UTF8'))
        || convert_to(concat_ws('|', stream_kind, stream_id, version, event_id, name, revision,
            (extract(epoch from recorded_at) * 1000000)::bigint), 'UTF8'));

-- Appends events to one or more streams and answers their places in the order; all or none.
-- The n-th event is the n-th element of every array. Streams come in ascending order, so that two appends to the same
-- streams wait for each other instead of dead-locking, and the events of a stream in the order of their versions.
-- The append must be its transaction's first write, so that transaction ids rise from cause to effect. Refusals:
--   LB001  the transaction has written before: append in a new one
--   LB002  the predecessor is missing, or a version is left out
--   LB003  the predecessor is ordered after this transaction: append in a new one
--   LB004  the epoch is not entered
--   LB005  the call itself is wrong
--   23505  event_stream_version: another transaction appended this version first
create function eventstore.append(stream_kinds smallint[], stream_ids uuid[], versions bigint[], event_ids uuid[],
    names text[], revisions smallint[], payloads text[], metadatas text[])
    returns table (version bigint, epoch smallint, transaction_id xid8, "position" bigint, recorded_at timestamptz)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    events      constant integer := cardinality(versions);
    no_hash     constant bytea   := decode(repeat('00', 32), 'hex');
    predecessor record;
    links       bytea[];
    link        bytea;
begin
    if pg_current_xact_id_if_assigned() is not null then
        raise exception using errcode = 'LB001', message = 'the append is not its transaction''s first write';
    end if;
    if events = 0 or (cardinality(stream_kinds), cardinality(stream_ids), cardinality(event_ids), cardinality(names),
                      cardinality(revisions), cardinality(payloads), cardinality(metadatas))
            is distinct from (events, events, events, events, events, events, events) then
        raise exception using errcode = 'LB005', message = 'the arrays of events differ in length or are empty';
    end if;

    epoch := eventstore.check_epoch();
    transaction_id := pg_current_xact_id();
    -- Taken after the transaction id: whatever will be recorded by a time belongs to a transaction begun before it.
    recorded_at := clock_timestamp();

    for n in 1 .. events loop
        if n = 1 or (stream_kinds[n], stream_ids[n]) > (stream_kinds[n - 1], stream_ids[n - 1]) then
            select e.version, e.hash, e.recorded_at, (e.epoch, e.transaction_id) > (epoch, transaction_id) as later
            into predecessor
            from eventstore.stream_kind k
                 left join eventstore.event e on e.stream_kind = k.kind and e.stream_id = stream_ids[n]
                                             and e.version = versions[n] - 1
            where k.kind = stream_kinds[n];
            if not found then
                raise exception using errcode = 'LB005', message = 'unknown kind of stream: ' || stream_kinds[n];
            elsif versions[n] > 0 and predecessor.version is null then
                raise exception using errcode = 'LB002',
                    message = format('stream %s has no version %s', stream_ids[n], versions[n] - 1);
            elsif predecessor.later then
                raise exception using errcode = 'LB003',
                    message = format('version %s of stream %s is ordered later', versions[n] - 1, stream_ids[n]);
            end if;
            links[n] := coalesce(predecessor.hash, no_hash);
            recorded_at := greatest(recorded_at, predecessor.recorded_at);
        elsif (stream_kinds[n], stream_ids[n]) is distinct from (stream_kinds[n - 1], stream_ids[n - 1]) then
            raise exception using errcode = 'LB005', message = 'the streams are not in ascending order';
        elsif versions[n] is distinct from versions[n - 1] + 1 then
            raise exception using errcode = 'LB002',
                message = format('version %s of stream %s does not follow', versions[n], stream_ids[n]);
        end if;
    end loop;

    for n in 1 .. events loop
        version := versions[n];
        link := eventstore.hash_of(coalesce(links[n], link), stream_kinds[n], stream_ids[n], version, event_ids[n],
            names[n], revisions[n], recorded_at, payloads[n], metadatas[n]);
        insert into eventstore.event as e (transaction_id, version, recorded_at, stream_id, event_id, epoch,
            stream_kind, revision, hash, name, payload, metadata)
        values (transaction_id, version, recorded_at, stream_ids[n], event_ids[n], epoch,
            stream_kinds[n], revisions[n], link, names[n], payloads[n]::json, metadatas[n]::json)
        returning e.position into position;
        return next;
    end loop;
end
$$;

-- For people.
create view eventstore.readable_event as
    select e.epoch, e.transaction_id, e.position, k.name || ':' || e.stream_id as stream, e.version, e.recorded_at,
           e.name, e.revision, e.payload, e.metadata
    from eventstore.event e join eventstore.stream_kind k on k.kind = e.stream_kind;

-- The run-time role reads, and appends through the function alone: it can forge neither order, time nor hash.
grant select on all tables in schema eventstore to lumbar_runtime;
grant execute on all functions in schema eventstore to lumbar_runtime;
revoke execute on function eventstore.enter_epoch() from lumbar_runtime;
