-- A client has one open episode at a time. What a manager allows beside it is told apart, and one of those takes its
-- place when it ends.
alter table rules.episode add column beside boolean not null default false;
update rules.episode e set beside = true
where e.open and exists (select from rules.episode other
                         where other.client_id = e.client_id and other.open and other.episode_id < e.episode_id);
create unique index client_has_open_episode on rules.episode (client_id) where open and not beside;

comment on column rules.episode.beside is 'open, allowed by a manager beside another open episode of the client';
