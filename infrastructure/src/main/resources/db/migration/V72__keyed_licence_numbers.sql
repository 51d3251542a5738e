-- Licence numbers are short and their form is known: a plain hash of one is found out by trying all. They are hashed with the
-- key that is not in the database, which is why each start makes the rows anew that were made without it.
alter table rules.licence add column keyed boolean not null default false;
comment on column rules.licence.digest is 'keyed hash of the number without blanks and punctuation';
comment on column rules.licence.keyed is 'false of a row from before the key, until the next start';
