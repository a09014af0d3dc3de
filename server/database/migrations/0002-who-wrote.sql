-- Who wrote is kept apart from the log: one row of the log may hold the words of several.
alter table room_updates drop column account_id, drop column at;

-- A Yjs client id belongs to the account that used it first: words under another's id would hide that one's own.
create table room_clients (
  section_id uuid not null references sections on delete cascade,
  client bigint not null,
  account_id uuid not null references accounts,
  primary key (section_id, client)
);

-- A queue: what each person did in each row of the log, by ids and without words, until its reader takes it away.
-- It is written with every commit and read soon, in one piece: no keys, which would cost more than the row.
create table room_shares (
  section_id uuid not null,
  seq bigint not null,
  account_id uuid not null,
  at timestamptz not null default now(),
  share bytea not null
);
