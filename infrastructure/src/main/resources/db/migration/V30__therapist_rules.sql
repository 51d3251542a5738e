-- Therapists who leave, and limits that are lowered.

-- Whatever is carried beyond the limit is counted apart: let in by an override, or there when the limit was lowered. It
-- follows from load and limit alone, so that the rows can be made again from the events in any order.
update rules.caseload set overridden = greatest(carried - caseload_limit, 0);
alter table rules.episode drop column caseload_overridden;

-- Nobody leaves who carries open episodes, and nobody who left takes one over.
alter table rules.caseload
    add column left_at timestamptz,
    add column active uuid generated always as (case when left_at is null then therapist_id end) stored,
    add constraint therapist_active_once unique (active),
    add constraint therapist_left check (left_at is null or carried = 0);

-- Nor does anybody leave with whom a session is still to take place. The reference makes the two wait for each other.
alter table rules.booking add column planned_with uuid;
update rules.booking set planned_with = therapist_id where lower(period) > statement_timestamp();
alter table rules.booking
    add constraint therapist_active foreign key (planned_with) references rules.caseload (active);
create index on rules.booking (planned_with) where planned_with is not null;

comment on column rules.caseload.active is 'the therapist''s id until the therapist leaves, for planned sessions to refer to';
comment on column rules.booking.planned_with is
    'the therapist, of a session that lay ahead when it was planned; null for what was held or planned afterwards';
