-- What the service may use of all this: what is not listed here it may not.
revoke all on all tables in schema access from public;
revoke all on all functions in schema access from public;
grant usage on schema access to andamento_app, andamento_owner;
grant select on access.my_party, access.my_process, access.my_staff, access.door to andamento_app;

grant execute on function
  access.claim(text), access.opens(text), access.lock_firm(uuid), access.circles(uuid, uuid), access.explain(uuid, uuid, text),
  -- entering.sql
  access.enter(uuid), access.enter_to_leave(uuid), access.enter_to_switch(uuid), access.enter_worker(uuid),
  access.other_accesses(), access.firm_ids(), access.founded(), access.session_by_hash(bytea),
  access.credentials_by_email(text), access.token_by_hash(bytea),
  access.token_until(timestamptz, timestamptz, timestamptz, text, int),
  -- attempts.sql
  access.attempt(text, text, int), access.forgive(text, text), access.ask_reset(text), access.enter_reset(uuid),
  access.password_set(), access.may_tell(uuid),
  -- log.sql
  access.log(text, uuid, text, text, uuid, uuid, text[], interval), access.log_failure(text, text, uuid, text),
  access.log_views(uuid[], uuid[], double precision[]),
  -- answers.sql
  access.name_of(text, uuid), access.kept_bytes(), access.files_of(uuid), access.in_secrecy(uuid), access.found(text, text),
  access.recorded_until(uuid), access.hides(text), access.news_of(uuid, timestamptz, timestamptz),
  -- courts.sql
  access.pause_court(text, text, int, text), access.paused_court(text, text)
  to andamento_app;

grant execute on function
  access.claim(text), access.before_change(), access.after_change(), access.before_movement(), access.after_movement(),
  access.lock_firm(uuid), access.difference(), access.enter_operator(uuid), access.firms()
  to andamento_owner;
