-- Whether a client's consent to treatment stands, for sessions that are planned. The latest word counts, whenever it was
-- recorded; a session that is planned refers to it, so that a plan and a withdrawal at the same moment wait for each other.
create table rules.client_standing (
    client_id uuid primary key,
    consented_at timestamptz,
    withdrawn_at timestamptz,
    treatment uuid generated always as
        (case when consented_at is not null and (withdrawn_at is null or withdrawn_at < consented_at)
              then client_id end) stored,
    constraint consent_to_treatment_once unique (treatment)
);
grant select, insert, update, delete on rules.client_standing to lumbar_runtime;
insert into rules.client_standing (client_id, consented_at)
select r.stream_id, max((c.payload -> 'consent' ->> 'givenAt')::timestamptz)
from eventstore.event r
     left join eventstore.event c on c.stream_kind = r.stream_kind and c.stream_id = r.stream_id
                                 and c.name = 'client.consent-given'
                                 and c.payload -> 'consent' ->> 'purpose' = 'TREATMENT'
where r.name = 'client.registered'
group by r.stream_id;

-- The reference is let go when the consent is withdrawn, which must not be refused; the sessions are cancelled then.
alter table rules.booking add column consented_by uuid;
update rules.booking b set consented_by = s.treatment
from rules.client_standing s
where s.client_id = b.client_id and b.planned_with is not null;
alter table rules.booking
    add constraint consent_to_treatment foreign key (consented_by) references rules.client_standing (treatment)
        on update set null;
create index on rules.booking (consented_by) where consented_by is not null;
create index on rules.episode (client_id);

comment on column rules.client_standing.consented_at is 'time of the latest consent to treatment';
comment on column rules.client_standing.withdrawn_at is 'time of the latest withdrawal of it';
comment on column rules.client_standing.treatment is 'the client''s id while the consent stands, for planned sessions to refer to';
comment on column rules.booking.consented_by is
    'the client, of a session that lay ahead when it was planned, until the consent is withdrawn';
