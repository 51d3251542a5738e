-- Every answer that shows something of people is kept, with what it showed and through which client it was asked.
alter table audit.personal_read
    add column via text,
    add column fields text[] not null default '{}';

comment on table audit.personal_read is 'rows are added before the answer is given, and never changed';
comment on column audit.personal_read.actor is 'who asked: account:<uuid>, or client:<name> of a client without an account';
comment on column audit.personal_read.via is 'through which OAuth client, or pages; null of rows that an earlier release wrote';
comment on column audit.personal_read.what is 'method and path template; client-search in rows that an earlier release wrote';
comment on column audit.personal_read.fields is 'what the answer calls what it showed of at least one of them';

create index on audit.personal_read (actor, id);
create index on audit.personal_read (read_at);

grant select on audit.personal_read to lumbar_runtime;
