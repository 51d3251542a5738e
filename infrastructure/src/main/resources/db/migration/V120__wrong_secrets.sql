-- Wrong secrets in a row, for all instances together: for each account, for each address, and for each account from each
-- address. Names and addresses are keyed hashes.
create table access.wrong_secret (
    about     bytea       primary key check (length(about) = 32),
    spared    smallint    not null,
    wrong     integer     not null,
    last_at   timestamptz not null default statement_timestamp(),
    shut_till timestamptz not null default '-infinity',
    right_at  timestamptz
);
create index on access.wrong_secret (last_at);

comment on column access.wrong_secret.spared is 'how many in a row make nobody wait';
comment on column access.wrong_secret.shut_till is 'until when nothing is tried; infinity when it was wrong too often';
comment on column access.wrong_secret.right_at is 'of an account from an address: when it was right last';

grant select, insert, update, delete on access.wrong_secret to lumbar_runtime;

-- How long the next one waits: a second, doubled with each, a quarter of an hour at most.
create function access.pause_after(wrong integer, spared integer) returns interval language sql immutable as $$
    select case when wrong < spared then interval '0'
                else least(make_interval(secs => power(2, least(wrong - spared, 10))), interval '15 minutes') end
$$;
grant execute on function access.pause_after to lumbar_runtime;
