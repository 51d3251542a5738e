-- Where the event processors stand, and the events that they could not process.

create schema axon;
grant usage on schema axon to lumbar_runtime;

create table axon.token (
    processor_name text    not null,
    segment        integer not null,
    token_type     text,
    token          bytea,
    claimed_at     text, -- ISO 8601, by the database's clock
    owner          text,
    constraint token_key primary key (processor_name, segment)
) with (fillfactor = 50); -- updated with every batch

-- Axon's own row, written here because of several instances that start together all but one would fail to write it.
insert into axon.token (processor_name, segment, token_type, token, claimed_at)
values ('__config', 0, 'token.config',
        convert_to(format('{"token":"token.config","config":{"id":"%s"}}', gen_random_uuid()), 'UTF8'),
        '2026-01-01T00:00:00Z');

create table axon.dead_letter (
    dead_letter_id       text   not null primary key,
    processing_group     text   not null,
    sequence_identifier  text   not null,
    sequence_index       bigint not null,
    message_type         text   not null,
    event_identifier     text   not null,
    recorded_at          text   not null,
    payload_type         text   not null,
    payload_revision     text,
    payload              bytea  not null,
    metadata             bytea,
    aggregate_type       text,
    aggregate_identifier text,
    sequence_number      bigint,
    token_type           text,
    token                bytea,
    enqueued_at          text   not null,
    last_touched         text,
    processing_started   text,
    cause_type           text,
    cause_message        text,
    diagnostics          bytea,
    constraint dead_letter_sequence unique (processing_group, sequence_identifier, sequence_index)
);

-- An event is parked in a transaction of its own, because that of its batch may be lost. The batch is repeated then and
-- would park it a second time.
create index dead_letter_event on axon.dead_letter (processing_group, event_identifier);
create function axon.park_once() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from axon.dead_letter parked
               where parked.processing_group = new.processing_group
                 and parked.event_identifier = new.event_identifier) then
        return null;
    end if;
    return new;
end
$$;
create trigger park_once before insert on axon.dead_letter for each row execute function axon.park_once();

grant select, insert, update, delete on axon.token, axon.dead_letter to lumbar_runtime;
