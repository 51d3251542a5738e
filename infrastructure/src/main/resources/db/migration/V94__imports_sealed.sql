-- Bodies of imports are sealed under keys of the import, which are destroyed with what was refused of it.
alter table vault.stream_of alter column stream_kind drop not null;
comment on column vault.stream_of.stream_kind is 'null of those who have no stream: their keys are destroyed by who made them';
insert into vault.stream_of values ('import', null);

alter table application.import_slice add column sealed boolean not null default false;
comment on column application.import_slice.sealed is 'false of a body that an earlier release stored in clear';
comment on column application.import_slice.body is 'the lines as they came; gone as soon as the slice is done';

alter table application.import add column forgotten_at timestamptz;
comment on column application.import.forgotten_at is
    'when its keys and what was refused of it went, seven days after its last slice was done; the counts stay';
create index on application.import (import_id) where forgotten_at is null and received_at is not null;
