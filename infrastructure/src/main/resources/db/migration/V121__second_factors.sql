-- Second factors: the event names one, and what is secret about it is here, the key sealed under the person's own keys, the codes
-- for when it is lost as keyed hashes.
alter table rules.account add column second_factor_id uuid;

create or replace view rules.counting_account as
select a.account_id, a.secret_id, a.every_clinic, a.clinics, a.log_in_name,
       case when c.left_at is null then a.roles else array_remove(a.roles, 'THERAPIST') end as roles,
       case when c.left_at is null then a.therapist_id end as therapist_id,
       a.second_factor_id
from rules.account a
left join rules.caseload c on c.therapist_id = a.therapist_id
where a.enabled and (c.left_at is null or a.roles <> '{THERAPIST}');

create table access.second_factor (
    factor_id  uuid        primary key,
    account_id uuid        not null,
    kept_at    timestamptz not null default statement_timestamp(),
    sealed     bytea       not null,
    last_step  bigint      not null default 0
);
comment on column access.second_factor.last_step is 'of the latest code that was used (RFC 6238); none counts twice';

create table access.recovery_code (
    factor_id uuid  not null references access.second_factor on delete cascade,
    hash      bytea not null check (length(hash) = 32),
    primary key (factor_id, hash)
);

grant select, insert, update, delete on access.second_factor to lumbar_runtime;
grant select, insert, delete on access.recovery_code to lumbar_runtime;

alter table projection.account_v1 add column second_factor boolean not null default false;
