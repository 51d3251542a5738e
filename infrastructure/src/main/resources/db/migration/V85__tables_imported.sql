-- Imports of tables: each line is a history made of rows, with the places of its parts.
alter table application.import add column of_rows boolean not null default false,
    add constraint import_form check (not (demo and of_rows));

comment on column application.import.of_rows is
    'its lines are histories made of the rows of a table; the lines of its refusals are those of that table';
