-- What decides who may do what is told on the channel delaktig_rights when the transaction that changed it commits,
-- whoever changed it: a page, a command, another node, SQL by hand. Payloads: session:<id>, account:<id>,
-- section:<id>:<report id>, report:<id>, unit:<id>, everything. Of rows that are new, only those are told that may
-- concern somebody who is here already; of prose nothing is.

create function tell_session() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'session:' || old.id);
  return null;
end $$;

create trigger session_changed after update of revoked_at, expires_at, account_id on sessions for each row
  when (old.revoked_at is distinct from new.revoked_at or old.expires_at <> new.expires_at
    or old.account_id <> new.account_id)
  execute function tell_session();
-- Clearing out those that ended long ago is nobody's news.
create trigger session_deleted after delete on sessions for each row
  when (old.revoked_at is null and old.expires_at > now())
  execute function tell_session();

create function tell_account() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'account:' || old.id);
  return null;
end $$;

create trigger account_changed after update of closed_at on accounts for each row
  when (old.closed_at is distinct from new.closed_at)
  execute function tell_account();

-- In a trigger on insert OLD is null in all its fields, on delete NEW is.
create function tell_assignment() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'account:' || account_id)
  from (select old.account_id union select new.account_id) as concerned
  where account_id is not null;
  return null;
end $$;

create trigger assignment_changed after update on role_assignments for each row
  when (old.* is distinct from new.*)
  execute function tell_assignment();
create trigger assignment_made_or_ended after insert or delete on role_assignments for each row
  execute function tell_assignment();

-- An assignment that went with its groups is told by its own trigger.
create function tell_assignment_group() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'account:' || account_id)
  from role_assignments where id in (old.assignment_id, new.assignment_id);
  return null;
end $$;

create trigger assignment_group_changed after insert or update or delete on assignment_groups for each row
  execute function tell_assignment_group();

create function tell_section() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'section:' || old.id || ':' || report_id)
  from (select old.report_id union select new.report_id) as concerned
  where report_id is not null;
  return null;
end $$;

create trigger section_changed
  after update of report_id, contains, state, mode, economy, controllers_write on sections for each row
  when ((old.report_id, old.contains, old.state, old.mode, old.economy, old.controllers_write)
    is distinct from (new.report_id, new.contains, new.state, new.mode, new.economy, new.controllers_write))
  execute function tell_section();
create trigger section_deleted after delete on sections for each row
  execute function tell_section();

-- A section that went with those who write in it is told by its own trigger.
create function tell_section_of() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'section:' || id || ':' || report_id)
  from sections where id in (old.section_id, new.section_id);
  return null;
end $$;

create trigger section_writer_changed after insert or update or delete on section_writers for each row
  execute function tell_section_of();
create trigger section_deputy_changed after insert or update or delete on section_deputies for each row
  execute function tell_section_of();

create function tell_report() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'report:' || old.id);
  return null;
end $$;

create trigger report_changed after update of state, unit_id on reports for each row
  when (old.state <> new.state or old.unit_id <> new.unit_id)
  execute function tell_report();
create trigger report_deleted after delete on reports for each row
  execute function tell_report();

create function tell_unit() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'unit:' || old.id);
  return null;
end $$;

create trigger unit_changed after update of administration_id on units for each row
  when (old.administration_id <> new.administration_id)
  execute function tell_unit();

-- TRUNCATE runs no trigger of a row.
create function tell_everything() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'everything');
  return null;
end $$;

create trigger sessions_emptied after truncate on sessions execute function tell_everything();
create trigger role_assignments_emptied after truncate on role_assignments execute function tell_everything();
create trigger assignment_groups_emptied after truncate on assignment_groups execute function tell_everything();
create trigger sections_emptied after truncate on sections execute function tell_everything();
create trigger section_writers_emptied after truncate on section_writers execute function tell_everything();
create trigger section_deputies_emptied after truncate on section_deputies execute function tell_everything();
create trigger reports_emptied after truncate on reports execute function tell_everything();
