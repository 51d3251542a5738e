-- The event store: one append-only table, its order and its roles.

do $$
begin
    if not exists (select from pg_roles where rolname = 'lumbar_runtime') then
        create role lumbar_runtime nologin;
    end if;
    -- Nobody but the two logins of the product connects, and only the owner creates anything, temporary tables too.
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to lumbar_runtime', current_database());
end
$$;
revoke all on schema public from public;
