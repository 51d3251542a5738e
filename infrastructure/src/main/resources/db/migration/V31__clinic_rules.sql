-- No clinic closes that has open episodes, and none is opened at a clinic that is closed: an open episode refers to its
-- clinic while that is open, and the reference makes the two wait for each other. Sessions lie ahead in open episodes only.
create table rules.clinic (
    clinic_id uuid primary key,
    closed_at timestamptz,
    open uuid generated always as (case when closed_at is null then clinic_id end) stored,
    constraint clinic_open_once unique (open)
);
grant select, insert, update, delete on rules.clinic to lumbar_runtime;
insert into rules.clinic (clinic_id)
select stream_id from eventstore.event where name = 'clinic.opened';

alter table rules.episode add column open boolean not null default true;
update rules.episode e set open = false
from eventstore.event n
where n.stream_kind = 4 and n.stream_id = e.episode_id and n.name in ('care-episode.discharged', 'care-episode.declined');
alter table rules.episode
    add column open_at uuid generated always as (case when open then clinic_id end) stored,
    add constraint clinic_open foreign key (open_at) references rules.clinic (open);
create index on rules.episode (open_at) where open_at is not null;

comment on column rules.clinic.open is 'the clinic''s id until it closes, for open episodes to refer to';
comment on column rules.episode.open_at is 'the clinic, until the episode ends';
