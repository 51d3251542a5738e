-- A demo store holds an invented history, and is marked as such for ever. In it the recorded time follows the invented
-- clock, so that a report can be asked as of a day long before the demo was made. No other store takes it from outside.
create table eventstore.demo (
    marked_at timestamptz not null default clock_timestamp(),
    one boolean primary key default true check (one)
);
comment on table eventstore.demo is 'one row: all events of this store are invented; no row: a store like any other';

create function eventstore.keep_demo() returns trigger
    language plpgsql
as $$
begin
    raise exception using errcode = 'LB006', message = 'a demo store is one for ever';
end
$$;
create trigger for_ever before update or delete or truncate on eventstore.demo
    for each statement execute function eventstore.keep_demo();

-- Marks an empty store as a demo; idempotent. Only the owner may.
create function eventstore.mark_demo() returns void
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    -- Nothing is appended between the look and the mark.
    lock table eventstore.event in share row exclusive mode;
    if exists (select from eventstore.demo) then
        return;
    end if;
    if exists (select from eventstore.event) then
        raise exception using errcode = 'LB006', message = 'a store that holds events does not become a demo';
    end if;
    insert into eventstore.demo default values;
end
$$;

-- As before, with the times at which the events were recorded. They are for a demo store only, never in the future and
-- never before the predecessor's; null for the database's clock.
drop function eventstore.append(smallint[], uuid[], bigint[], uuid[], text[], smallint[], text[], text[]);
create function eventstore.append(stream_kinds smallint[], stream_ids uuid[], versions bigint[], event_ids uuid[],
    names text[], revisions smallint[], payloads text[], metadatas text[], recorded_ats timestamptz[] default null)
    returns table (version bigint, epoch smallint, transaction_id xid8, "position" bigint, recorded_at timestamptz)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    events      constant integer := cardinality(versions);
    no_hash     constant bytea   := decode(repeat('00', 32), 'hex');
    predecessor record;
    links       bytea[];
    earliest    timestamptz[];
    link        bytea;
    clock       timestamptz;
begin
    if pg_current_xact_id_if_assigned() is not null then
        raise exception using errcode = 'LB001', message = 'the append is not its transaction''s first write';
    end if;
    if events = 0 or (cardinality(stream_kinds), cardinality(stream_ids), cardinality(event_ids), cardinality(names),
                      cardinality(revisions), cardinality(payloads), cardinality(metadatas),
                      coalesce(cardinality(recorded_ats), events))
            is distinct from (events, events, events, events, events, events, events, events) then
        raise exception using errcode = 'LB005', message = 'the arrays of events differ in length or are empty';
    end if;
    if recorded_ats is not null and not exists (select from eventstore.demo) then
        raise exception using errcode = 'LB006', message = 'only a demo store takes the recorded time from outside';
    end if;

    epoch := eventstore.check_epoch();
    transaction_id := pg_current_xact_id();
    -- Taken after the transaction id: whatever will be recorded by a time belongs to a transaction begun before it.
    clock := clock_timestamp();
    recorded_at := clock;
    if exists (select from unnest(recorded_ats) as given (at) where given.at is null or given.at > clock) then
        raise exception using errcode = 'LB006', message = 'a recorded time is missing or lies in the future';
    end if;

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
            earliest[n] := predecessor.recorded_at;
        elsif (stream_kinds[n], stream_ids[n]) is distinct from (stream_kinds[n - 1], stream_ids[n - 1]) then
            raise exception using errcode = 'LB005', message = 'the streams are not in ascending order';
        elsif versions[n] is distinct from versions[n - 1] + 1 then
            raise exception using errcode = 'LB002',
                message = format('version %s of stream %s does not follow', versions[n], stream_ids[n]);
        end if;
    end loop;

    for n in 1 .. events loop
        version := versions[n];
        if recorded_ats is not null then
            recorded_at := greatest(recorded_ats[n], case when links[n] is null then recorded_at else earliest[n] end);
        end if;
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

grant select on eventstore.demo to lumbar_runtime;
grant execute on function eventstore.append(smallint[], uuid[], bigint[], uuid[], text[], smallint[], text[], text[],
    timestamptz[]) to lumbar_runtime;
