-- An intake may be put right, and what a physician must look at now follows from what stands of it: so what was found at
-- intake is kept apart from what later screenings found.
alter table rules.episode add column screened boolean not null default false;
update rules.episode set screened = true;

alter table rules.urgent_referral
    add column intake_codes text[] not null default '{}',
    add column later_codes text[] not null default '{}',
    add column later_since timestamptz;
update rules.urgent_referral set later_codes = codes, later_since = since;

comment on column rules.episode.screened is 'whether the intake was screened; a screening after it is another one';
comment on column rules.urgent_referral.since is 'of the latest screening that found such a sign';
comment on column rules.urgent_referral.codes is 'found at intake or later';
