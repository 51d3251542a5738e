-- Events that an operator gave up for a projection. Unlike what is parked they are not forgotten when the projection is made
-- anew: it goes on as if they had never happened, until somebody deletes the row and makes it anew.

create table projection.discarded_event (
    processor    text        not null,
    stream       text        not null,
    version      bigint      not null,
    event_id     uuid        not null,
    reason       text        not null,
    discarded_at timestamptz not null default clock_timestamp(),
    primary key (processor, stream, version)
);
comment on column projection.discarded_event.reason is 'the operator''s, without anything about a person';

grant select, insert, update, delete on projection.discarded_event to lumbar_runtime;
