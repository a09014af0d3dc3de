-- The road of a section from draft to approved, and of a report to submitted.

-- Whose word is next on a section that is ready: the manager's when a deputy marked it, else the approver's.
alter table sections add column ready_for text not null default 'approver' check (ready_for in ('manager', 'approver'));

-- What happened to a section or to a whole report (section_id null), in order; shown as its history.
create table road_acts (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  report_id uuid not null references reports on delete cascade,
  section_id uuid references sections on delete cascade,
  actor_id uuid not null references accounts,
  -- The role in which it was done: what is shown of someone without a name.
  role text not null,
  act text not null,
  reason text,
  detail jsonb not null
);
create index road_acts_report on road_acts (report_id, id);
create trigger road_acts_stay before update on road_acts for each row execute function keep_as_it_is();

-- The exact text and facts of a section at a moment: canonical JSON (RFC 8785) of delaktig.section/1 and its SHA-256.
create table section_versions (
  id uuid primary key default gen_random_uuid(),
  section_id uuid not null references sections on delete cascade,
  hash bytea not null check (length(hash) = 32),
  canonical text not null,
  created_at timestamptz not null,
  unique (section_id, hash)
);
create trigger section_versions_stay before update on section_versions for each row execute function keep_as_it_is();

-- The last row of a section counts while the section is approved.
create table approvals (
  id bigint generated always as identity primary key,
  section_id uuid not null references sections on delete cascade,
  version_id uuid not null references section_versions on delete cascade,
  approved_by uuid not null references accounts,
  role text not null,
  approved_at timestamptz not null,
  -- The one who approved is the only one who wrote.
  sole_author boolean not null
);
create index approvals_section on approvals (section_id, id desc);
create trigger approvals_stay before update on approvals for each row execute function keep_as_it_is();

-- What was handed in, as it was: the export and its SHA-256. A report that was returned is handed in anew.
create table submissions (
  id bigint generated always as identity primary key,
  report_id uuid not null references reports on delete cascade,
  submitted_by uuid not null references accounts,
  role text not null,
  submitted_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  export text not null,
  -- What was missing and was handed in without.
  missing jsonb not null
);
create index submissions_report on submissions (report_id, id desc);
create trigger submissions_stay before update on submissions for each row execute function keep_as_it_is();

-- Grows with each act, so that pages which show the report read it again.
alter table reports add column revision integer not null default 0;

create function count_act() returns trigger language plpgsql as $$
begin
  update reports set revision = revision + 1 where id = new.report_id;
  return null;
end $$;

create trigger road_act_counted after insert on road_acts for each row execute function count_act();

-- What decides rights, or shows on pages, is told, as in 0003-told-changes.sql.
drop trigger section_changed on sections;
create trigger section_changed
  after update of report_id, contains, state, ready_for, epoch, mode, economy, controllers_write on sections for each row
  when ((old.report_id, old.contains, old.state, old.ready_for, old.epoch, old.mode, old.economy, old.controllers_write)
    is distinct from
    (new.report_id, new.contains, new.state, new.ready_for, new.epoch, new.mode, new.economy, new.controllers_write))
  execute function tell_section();

drop trigger report_changed on reports;
create trigger report_changed after update of state, last_comment_day, unit_id on reports for each row
  when ((old.state, old.last_comment_day, old.unit_id) is distinct from (new.state, new.last_comment_day, new.unit_id))
  execute function tell_report();

-- An act alone decides nothing for the sections that are open; what it changed there is told by their own triggers.
create function tell_revision() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'revision:' || old.id);
  return null;
end $$;

create trigger report_revised after update of revision on reports for each row
  when (old.revision <> new.revision)
  execute function tell_revision();
