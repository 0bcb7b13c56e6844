-- The three roles (docs/decisions/roles.md) and the schemas they own. Run by whoever owns the database; it may run again.
do $ground$
declare
  name text;
begin
  foreach name in array array['andamento_owner', 'andamento_rule', 'andamento_app'] loop
    begin
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin nobypassrls', name);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of this server was founded at the same moment
    end;
    if not pg_has_role(current_user, name, 'usage') then
      execute format('grant %I to current_user', name);
    end if;
  end loop;
  if not has_database_privilege('andamento_owner', current_database(), 'create') then
    execute format('grant create on database %I to andamento_owner', current_database());
  end if;
  create schema if not exists access authorization andamento_rule;
  foreach name in array array['identity', 'processes', 'documents'] loop
    execute format('create schema if not exists %I authorization andamento_owner', name);
    execute format('grant usage on schema %I to andamento_app, andamento_rule', name);
  end loop;
end $ground$
