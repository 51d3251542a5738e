-- The names by which people log in with pages, hashed under the key of the client index, and whether they chose their secret.
alter table rules.account add column log_in_name bytea constraint log_in_name_taken unique;
alter table access.secret add column chosen boolean not null default false;
