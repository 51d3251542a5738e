-- Programs that people log in with (clients of OAuth 2), and what each person let them have: codes and refresh tokens are
-- hashes, access tokens are kept nowhere.
create table access.app (
    app_id        uuid        primary key,
    registered_at timestamptz not null default statement_timestamp(),
    registered_by text        not null,
    changed_at    timestamptz not null default statement_timestamp(),
    changed_by    text        not null,
    removed_at    timestamptz,
    removed_by    text,
    name          text        not null,
    redirect_uris text[]      not null,
    secret_hash   text        not null
);
comment on table access.app is 'rows stay when an app is removed; it counts for nothing then';

create table access.delegation (
    delegation_id  uuid        primary key,
    app_id         uuid        not null references access.app,
    begun_at       timestamptz not null default statement_timestamp(),
    code_till      timestamptz not null,
    refresh_till   timestamptz,
    code_used      boolean     not null default false,
    caller         text        not null,
    secret         bytea       not null,
    redirect_uri   text        not null,
    code_challenge text        not null,
    code           bytea       not null unique check (length(code) = 32),
    refresh        bytea       unique check (length(refresh) = 32)
);
create index on access.delegation (app_id);
create index on access.delegation (begun_at);
comment on column access.delegation.secret is 'hash of what is kept of the secret that the person logged in with: with another one it counts no more';

create table access.used_refresh (
    token         bytea primary key check (length(token) = 32),
    delegation_id uuid  not null references access.delegation on delete cascade
);
create index on access.used_refresh (delegation_id);

grant select, insert, update on access.app to lumbar_runtime;
grant select, insert, update, delete on access.delegation to lumbar_runtime;
grant select, insert, delete on access.used_refresh to lumbar_runtime;
