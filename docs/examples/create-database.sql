-- Makes the database and its two logins on a PostgreSQL 18 that has neither, as its superuser, with psql. docker-compose.yml
-- does so on an empty volume. The passwords come from files, so that they are in no command line.
\set ON_ERROR_STOP on
\set owner_password `cat /run/secrets/owner-password`
\set app_password `cat /run/secrets/app-password`

create role lumbar_owner login createrole password :'owner_password';
create role lumbar_app login password :'app_password';
create database lumbar owner lumbar_owner
    template template0 encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8';
