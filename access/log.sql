-- The log of each access (R11): nobody writes in it but by these.

-- Notes in an access's log what is being done with it, in the transaction that does it. Who does it, of which firm and by
-- which channel the claims say; `whose` says which access, where it is not the asking client's own, and `via` the channel of
-- somebody who is just coming in. `of_process` is what a document belongs to. With `once`, the same of the same session
-- and subject is noted once in that time. Staff who do something with no access at all leave no trace here.
create or replace function access.log(what text, whose uuid default null, via text default null, of_type text default null,
                                      of_id uuid default null, of_process uuid default null, said text[] default null,
                                      once interval default null) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who text := access.claim('kind');
begin
  if who = 'staff' and whose is null then return; end if;
  if once is not null and exists (
    select from identity.access_event e
    where e.session = access.claim('session')::uuid and e.subject = of_id and e.kind = what
      and e.at > clock_timestamp() - once)
  then return; end if;
  insert into identity.access_event (id, firm_id, access_id, kind, at, channel, actor, staff_id, session,
                                     subject_type, subject, process, details)
  select gen_random_uuid(), a.firm_id, a.id, what, clock_timestamp(), coalesce(access.claim('channel'), via),
         coalesce(m.name, a.name), m.id, access.claim('session')::uuid, of_type, of_id, of_process, coalesce(said, '{}')
  from identity.client_access a
  left join identity.staff_member m on m.firm_id = a.firm_id
    and m.id = coalesce(access.claim('staff'), access.claim('previewer'))::uuid
  where case who
    when 'staff' then a.id = whose and a.firm_id = access.claim('firm')::uuid
    when 'client' then a.id = access.claim('access')::uuid
    when 'bearer' then a.id = coalesce(whose, access.claim('access')::uuid)
      and (a.id = access.claim('access')::uuid or (access.claim('login') is not null and a.email = access.claim('email')))
    end;
  if not found then raise exception 'there is no access to log this of'; end if;
end $$;

-- Notes a sign-in that failed in the log of whatever access its e-mail has, or of the one that was named.
create or replace function access.log_failure(address text, via text, whose uuid, why text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
  insert into identity.access_event (id, firm_id, access_id, kind, at, channel, actor, details)
  select gen_random_uuid(), a.firm_id, a.id, 'SIGN_IN_FAILED', clock_timestamp(), via, address, array[why]
  from identity.client_access a join identity.firm f on f.id = a.firm_id
  where a.email = address and a.status <> 'REVOKED'
    and case when whose is null
             then exists (select from access.door d where d.type = a.type and d.channel = via and f.plan = any (d.plans))
             else a.id = whose end
  -- As who signs in holds them, so that neither waits for the other's.
  order by a.id
$$;

-- Notes processes that clients were answered, so many seconds ago each: once per session and process in 30 minutes.
create or replace function access.log_views(sessions uuid[], processes uuid[], ages double precision[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- Two processes of the service that note at once would each not see what the other notes.
  perform pg_advisory_xact_lock(hashtextextended('andamento views', 0));
  insert into identity.access_event (id, firm_id, access_id, kind, at, channel, actor, session, subject_type, subject)
  select gen_random_uuid(), s.firm_id, a.id, 'PROCESS_VIEWED', v.at, s.channel, a.name, s.id, 'Process', p.id
  from (select n.session, n.process, clock_timestamp() - make_interval(secs => max(n.age)) as at
        from unnest(sessions, processes, ages) as n(session, process, age) group by n.session, n.process) v
  join identity.session s on s.id = v.session and not s.preview
  join identity.client_access a on a.id = s.access_id
  join processes.process p on p.id = v.process and p.firm_id = s.firm_id
  where not exists (
    select from identity.access_event e
    where e.session = s.id and e.subject = p.id and e.kind = 'PROCESS_VIEWED' and e.at > v.at - interval '30 minutes')
  -- As who signs in holds them, so that neither waits for the other's.
  order by a.id;
end $$;
