-- The rows of rules can be made anew from the events, whatever order the streams come in.

-- What is put right in several tables at once refers to what comes later in the same transaction.
alter table rules.booking alter constraint therapist_active deferrable initially immediate;
alter table rules.booking alter constraint consent_to_treatment deferrable initially immediate;
alter table rules.episode alter constraint clinic_open deferrable initially immediate;

-- The consent is referred to by the sessions that keep their therapist, whenever it stands.
update rules.booking b set consented_by = s.treatment
from rules.client_standing s
where s.client_id = b.client_id and b.planned_with is not null and b.consented_by is distinct from s.treatment;
update rules.booking set consented_by = null where planned_with is null and consented_by is not null;

-- Of all clients of one digest the one with the least id is not told apart.
update rules.client_identity i set told_apart = true
where not told_apart and exists (select from rules.client_identity o where o.digest = i.digest and o.client_id < i.client_id);
update rules.client_identity i set told_apart = false
where told_apart and not exists (select from rules.client_identity o where o.digest = i.digest and o.client_id < i.client_id);

-- Of all open episodes of one client the one with the least id is not beside another.
update rules.episode e set beside = true
where open and not beside and exists (select from rules.episode o where o.client_id = e.client_id and o.open
                                      and o.episode_id < e.episode_id);
update rules.episode e set beside = false
where beside and not (open and exists (select from rules.episode o where o.client_id = e.client_id and o.open
                                       and o.episode_id < e.episode_id));

comment on column rules.booking.consented_by is
    'the client, of a session that lay ahead when it was planned, while the consent stands';
comment on column rules.client_identity.told_apart is
    'a manager said that it is another person than the one client of this digest with the least id';
