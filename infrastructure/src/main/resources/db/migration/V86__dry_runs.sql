-- An import that is only tried: its histories go through every rule and are taken back.
alter table application.import add column dry_run boolean not null default false;

comment on column application.import.dry_run is
    'nothing of it is stored but what became of its lines: slices count as imported what would have been';
