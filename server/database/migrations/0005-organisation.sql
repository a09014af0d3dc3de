-- People and units as an administration sets them up.

-- How a person signs in besides e-mail: a mobile number in the form +46701234567, or a name that was given to them.
alter table accounts add column mobile text, add column username text;
create unique index accounts_mobile on accounts (mobile) where mobile is not null;
create unique index accounts_username on accounts (lower(username)) where username is not null;

-- Someone with a protected identity has no name here at all: nothing that shows a person can give it away.
alter table accounts add column protected boolean not null default false;
update accounts set protected = true where name = '';
alter table accounts add constraint accounts_protected check (protected = (name = ''));

-- The name that a unit has from a day on, of several from one day the last; units.name is the one that holds today. A
-- name that has been shown stays here: what was approved under it says it.
create table unit_names (
  id bigint generated always as identity primary key,
  unit_id uuid not null references units on delete cascade,
  valid_from date not null,
  name text not null,
  initials text not null
);
create index unit_names_unit on unit_names (unit_id, valid_from);

-- A unit that has ended does so after this day; its reports go on with the units that took over.
alter table units add column ends_after date;
create table unit_heirs (
  unit_id uuid not null references units on delete cascade,
  heir_id uuid not null references units on delete cascade,
  valid_from date not null,
  -- Of a unit that was split and lives on: what it writes later is its own. Null: all of its reports.
  written_before timestamptz,
  primary key (unit_id, heir_id),
  check (unit_id <> heir_id)
);

-- What has been decided about units and is done on its day, the first of the new order: units go up in another, groups
-- of one go to another, or one ends. An heir that is not there yet has a name, and is made on the day.
create table unit_changes (
  id uuid primary key default gen_random_uuid(),
  administration_id uuid not null references administrations,
  kind text not null check (kind in ('merge', 'split', 'end')),
  unit_ids uuid[] not null check (cardinality(unit_ids) > 0),
  heir_id uuid references units,
  heir_name text,
  heir_initials text,
  -- The groups that go, of a split.
  group_ids uuid[] not null default '{}',
  day date not null,
  decided_by uuid references accounts,
  done_at timestamptz,
  check ((heir_name is null) = (heir_initials is null)),
  check ((kind = 'end') = (heir_id is null and heir_name is null))
);
create index unit_changes_waiting on unit_changes (day) where done_at is null;

alter table work_groups add column closed_at timestamptz;

-- The reporting group that somebody represents, as the administration words it; never a union.
alter table role_assignments add column protection_area text,
  add constraint role_assignments_protection_area check (protection_area is null or role = 'representative');
create index role_assignments_administration on role_assignments (administration_id);

-- Who approves sections, by kind of report; a kind without a row is approved by the superior.
create table approval_rules (
  administration_id uuid not null references administrations on delete cascade,
  kind text not null check (kind in ('VP', 'T1', 'T2', 'VB')),
  approver text not null check (approver in ('superior', 'manager')),
  primary key (administration_id, kind)
);

-- What administrators did. Names are looked up when it is shown: a row holds ids, and no word about a person.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  administration_id uuid not null references administrations,
  actor_id uuid references accounts,
  act text not null,
  subject_account_id uuid references accounts,
  subject_unit_id uuid references units,
  detail jsonb not null
);
create index audit_log_administration on audit_log (administration_id, id desc);

create function keep_as_it_is() returns trigger language plpgsql as $$
begin
  raise exception 'what is written in % stays as it is', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_log_stays before update or delete on audit_log for each row execute function keep_as_it_is();
create trigger audit_log_not_emptied before truncate on audit_log execute function keep_as_it_is();

-- What decides rights, or how a person is shown, is told, as in 0003-told-changes.sql.
drop trigger account_changed on accounts;
create trigger account_changed after update of closed_at, name, protected on accounts for each row
  when ((old.closed_at, old.name, old.protected) is distinct from (new.closed_at, new.name, new.protected))
  execute function tell_account();

create function tell_heirs() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'unit:' || unit_id)
  from (select old.unit_id union select new.unit_id) as concerned
  where unit_id is not null;
  return null;
end $$;

create trigger unit_heir_changed after insert or update or delete on unit_heirs for each row
  execute function tell_heirs();
create trigger unit_heirs_emptied after truncate on unit_heirs execute function tell_everything();
create trigger approval_rule_changed after insert or update or delete or truncate on approval_rules
  execute function tell_everything();
