-- People's keys are renewed now and then, and destroyed keys are dropped from every instance's memory soon.
alter table vault.keyset add column renewed_at timestamptz;
comment on column vault.keyset.renewed_at is 'when a new key was put before the earlier ones; null since the first';
create index on vault.keyset (destroyed_at) where destroyed_at is not null;
