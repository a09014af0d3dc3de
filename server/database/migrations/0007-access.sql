-- How people come in: codes that work once, the mails that carry some of them, and what a session was started with.

-- What the browser called itself at sign-in, in proper names; what it did since is nobody's business.
alter table sessions add column browser text, add column system text;
create index sessions_ended on sessions (least(expires_at, revoked_at));

-- A code stands on paper or in a mail; the row has its SHA-256, so that a copy of the table opens nothing.
create table access_codes (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  purpose text not null check (purpose in ('invite', 'reset')),
  way text not null check (way in ('mail', 'sheet')),
  code_hash bytea not null unique,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
-- A new code takes the place of the one before it; a link that anybody may ask for leaves a slip as it is.
create unique index access_codes_unused on access_codes (account_id, way) where used_at is null;
create index access_codes_account on access_codes (account_id);

-- Mails that wait, and for a while what became of those that do not. Written in the transaction of what they tell.
-- The address and the words are here only while the mail waits.
create table mails (
  id bigint generated always as identity primary key,
  -- What makes a mail that was sent twice the same mail to whoever receives it.
  message_id uuid not null unique default gen_random_uuid(),
  -- A code that was replaced takes its waiting mail with it.
  code_id uuid references access_codes on delete cascade,
  recipient text,
  subject text,
  body text,
  made_at timestamptz not null,
  next_try_at timestamptz not null,
  tries integer not null default 0,
  sent_at timestamptz,
  failed_at timestamptz,
  check (sent_at is null or failed_at is null),
  check ((sent_at is null and failed_at is null) = (recipient is not null and subject is not null and body is not null)),
  check (num_nulls(recipient, subject, body) in (0, 3))
);
create index mails_waiting on mails (next_try_at) where sent_at is null and failed_at is null;
create index mails_code on mails (code_id);
