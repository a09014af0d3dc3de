-- The organisation: administration > unit > work group, accounts with roles.
create table administrations (
  id uuid primary key default gen_random_uuid(),
  organisation text not null,
  name text not null
);

create table units (
  id uuid primary key default gen_random_uuid(),
  administration_id uuid not null references administrations,
  name text not null,
  initials text not null,
  lineage_id uuid not null default gen_random_uuid()
);

create table work_groups (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references units,
  name text not null
);

create table accounts (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text,
  password_hash text,
  -- Accounts that the demo lets one choose with a click; set by the demo and by fixtures only.
  demo_order integer,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);
create unique index accounts_email on accounts (lower(email)) where email is not null;

create table role_assignments (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts,
  role text not null check (role in ('manager', 'deputy', 'superior', 'controller', 'representative', 'staff', 'administrator')),
  administration_id uuid not null references administrations,
  unit_id uuid references units,
  -- A stand-in has another's role between two dates, both included, in Europe/Stockholm.
  valid_from date,
  valid_to date,
  check ((role = 'administrator') = (unit_id is null))
);
create index role_assignments_account on role_assignments (account_id);
create index role_assignments_unit on role_assignments (unit_id);

create table assignment_groups (
  assignment_id uuid not null references role_assignments on delete cascade,
  work_group_id uuid not null references work_groups,
  primary key (assignment_id, work_group_id)
);

-- The cookie holds a random token; the row holds its SHA-256, so that a copy of the table opens nothing.
create table sessions (
  token_hash bytea primary key,
  id uuid not null unique default gen_random_uuid(),
  account_id uuid not null references accounts,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_account on sessions (account_id);

-- Reports share nothing by reference: lineage_id joins the copies of a year.
create table reports (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references units,
  lineage_id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('VP', 'T1', 'T2', 'VB')),
  year integer not null,
  title text not null,
  state text not null default 'draft' check (state in ('draft', 'open', 'closing', 'submitted', 'adopted')),
  last_comment_day date,
  header jsonb not null,
  contents jsonb not null,
  appendices jsonb not null,
  furniture jsonb not null,
  remarks jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid references accounts,
  unique (unit_id, kind, year)
);

create table goals (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references reports on delete cascade,
  parent_id uuid references goals on delete cascade,
  ordinal integer not null,
  level text not null check (level in ('direction', 'area', 'board', 'unit')),
  number text,
  title text,
  status text check (status in ('fulfilled', 'partly', 'not-fulfilled', 'none', 'no-data')),
  status_raw text,
  reference_raw text,
  reference_goal_id uuid references goals,
  -- {content, fields}: text from above, locked in the unit's report. Null on the unit's own goals.
  inherited jsonb,
  unique (report_id, ordinal)
);

-- One room each: a goal in which the unit writes, or a text heading (goal_id null, title and level set).
create table sections (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references reports on delete cascade,
  goal_id uuid unique references goals on delete cascade,
  parent_id uuid references sections on delete cascade,
  ordinal integer not null,
  title text,
  level integer,
  contains text not null default 'content' check (contains in ('content', 'goals')),
  state text not null default 'draft' check (state in ('draft', 'ready', 'approved', 'reopened')),
  mode text not null default 'comment' check (mode in ('comment', 'write', 'closed')),
  economy boolean not null default false,
  controllers_write boolean not null default false,
  unique (report_id, ordinal),
  check ((goal_id is null) = (title is not null and level is not null))
);

create table section_writers (
  section_id uuid not null references sections on delete cascade,
  work_group_id uuid not null references work_groups,
  primary key (section_id, work_group_id)
);

create table section_deputies (
  section_id uuid not null references sections on delete cascade,
  account_id uuid not null references accounts,
  primary key (section_id, account_id)
);

create table indicators (
  id uuid primary key default gen_random_uuid(),
  goal_id uuid not null references goals on delete cascade,
  ordinal integer not null,
  name text not null,
  organisation text,
  columns jsonb not null,
  cells jsonb not null,
  extra jsonb not null,
  unplaced jsonb not null,
  unique (goal_id, ordinal)
);

create table activities (
  id uuid primary key default gen_random_uuid(),
  goal_id uuid not null references goals on delete cascade,
  ordinal integer not null,
  name text not null,
  starts text,
  ends text,
  deviation text,
  mark text,
  state text,
  responsible text,
  unique (goal_id, ordinal)
);

create table report_tables (
  id uuid primary key default gen_random_uuid(),
  section_id uuid not null references sections on delete cascade,
  ordinal integer not null,
  kind text not null check (kind in ('income-statement', 'complaints', 'other')),
  columns jsonb not null,
  rows jsonb not null,
  unique (section_id, ordinal)
);

-- The prose: a snapshot and a tail of updates, in the order in which the room took them.
create table room_snapshots (
  section_id uuid primary key references sections on delete cascade,
  seq bigint not null,
  state bytea not null
);

create table room_updates (
  section_id uuid not null references sections on delete cascade,
  seq bigint not null,
  update bytea not null,
  account_id uuid references accounts,
  at timestamptz not null default now(),
  primary key (section_id, seq)
);
