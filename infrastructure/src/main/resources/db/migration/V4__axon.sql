-- Where the event processors stand. Events that one could not process are in projection.parked_event.

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

grant select, insert, update, delete on axon.token to lumbar_runtime;
