-- What an account is at the door. With a therapist who leaves ends what the account could do as one; an account that was
-- nothing else counts no more.
create view rules.counting_account as
select a.account_id, a.secret_id, a.every_clinic, a.clinics, a.log_in_name,
       case when c.left_at is null then a.roles else array_remove(a.roles, 'THERAPIST') end as roles,
       case when c.left_at is null then a.therapist_id end as therapist_id
from rules.account a
left join rules.caseload c on c.therapist_id = a.therapist_id
where a.enabled and (c.left_at is null or a.roles <> '{THERAPIST}');

grant select on rules.counting_account to lumbar_runtime;

-- Where somebody administers every clinic, somebody goes on to do so. Whoever ends or changes such an account waits for the
-- others who do, and then sees what they left. Rows that are made anew from the events are deleted and inserted.
create function rules.keep_an_administrator() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('administrators', 0));
    if not exists (select from rules.account
                   where enabled and every_clinic and 'ADMIN' = any (roles) and account_id <> old.account_id) then
        raise exception 'no other account administers every clinic'
            using errcode = 'check_violation', constraint = 'last_administrator';
    end if;
    return new;
end $$;

create trigger keep_an_administrator before update of enabled, every_clinic, roles on rules.account
for each row
when (old.enabled and old.every_clinic and 'ADMIN' = any (old.roles)
      and not (new.enabled and new.every_clinic and 'ADMIN' = any (new.roles)))
execute function rules.keep_an_administrator();
