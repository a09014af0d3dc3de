-- Comments: a thread is about a section, a figure or words, and ends with an outcome. The table is the truth; marks in
-- rooms only show where.
create table threads (
  id uuid primary key default gen_random_uuid(),
  report_id uuid not null references reports on delete cascade,
  section_id uuid not null references sections on delete cascade,
  anchor jsonb not null,
  for_next_plan boolean not null,
  -- Said without a name: no column of a nameless thread, its posts or its notices may lead to the account, and nothing
  -- of it has a clock. Ids are random, so that they tell no order.
  nameless boolean not null,
  -- How many things have been said in it, posts and outcomes: the place of the next.
  said integer not null default 0,
  state text not null default 'open' check (state in ('open', 'closed')),
  outcome text check (outcome in ('changed', 'not-changed', 'next-plan', 'negotiation', 'other-process', 'answered')),
  outcome_body text,
  outcome_by uuid references accounts,
  outcome_role text,
  outcome_day date,
  outcome_at timestamptz,
  -- Its place among the posts, of which it becomes one when the thread is reopened.
  outcome_ordinal integer,
  -- It has been reopened once, and may not be again.
  reopened boolean not null default false,
  hidden_reason text,
  hidden_by uuid references accounts,
  hidden_day date,
  check ((state = 'closed') = (outcome is not null)),
  check (num_nulls(outcome, outcome_body, outcome_by, outcome_role, outcome_day, outcome_at, outcome_ordinal) in (0, 7)),
  check (num_nulls(hidden_reason, hidden_by, hidden_day) in (0, 3)),
  unique (id, nameless)
);
create index threads_report on threads (report_id);
create index threads_section on threads (section_id);

create table thread_posts (
  id uuid primary key default gen_random_uuid(),
  thread_id uuid not null,
  -- Of the thread.
  nameless boolean not null,
  -- Order within the thread, from 0; what was deleted leaves a gap.
  ordinal integer not null,
  author_id uuid references accounts,
  role text,
  day date not null,
  at timestamptz,
  body text,
  edited boolean not null default false,
  -- An outcome that somebody did not leave it at.
  outcome text check (outcome in ('changed', 'not-changed', 'next-plan', 'negotiation', 'other-process', 'answered')),
  unique (thread_id, ordinal),
  foreign key (thread_id, nameless) references threads (id, nameless) on delete cascade,
  -- The first post of a nameless thread, and no other, has neither person, role nor clock, and stays as it was written.
  check (num_nulls(author_id, role, at) in (0, 3)),
  check ((author_id is null) = (nameless and ordinal = 0)),
  check (author_id is not null or (body is not null and not edited and outcome is null))
);

create table post_reactions (
  post_id uuid not null references thread_posts on delete cascade,
  account_id uuid not null references accounts,
  reaction text not null check (reaction in ('agree', 'thanks')),
  primary key (post_id, account_id, reaction)
);

-- How far somebody has read a thread, as an act of their own: no time.
create table thread_reads (
  thread_id uuid not null references threads on delete cascade,
  account_id uuid not null references accounts,
  read_to integer not null,
  primary key (thread_id, account_id)
);

-- Counted by what was the answer when the day began, so that no change can be read out of the counts as it happens.
create table quick_answers (
  section_id uuid not null references sections on delete cascade,
  account_id uuid not null references accounts,
  -- Null: taken back.
  answer text check (answer in ('true', 'not-here', 'not-understood')),
  line text not null default '',
  day date not null,
  -- The answer before that day's.
  before text check (before in ('true', 'not-here', 'not-understood')),
  primary key (section_id, account_id)
);

-- What somebody is to be told of.
create table notices (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts,
  kind text not null check (kind in ('reply', 'outcome', 'reopened', 'returned', 'to-answer', 'last-day')),
  report_id uuid not null references reports on delete cascade,
  section_id uuid references sections on delete cascade,
  thread_id uuid references threads on delete cascade,
  day date not null,
  -- Of a thread without a name: when its day began.
  made_at timestamptz not null,
  read boolean not null default false
);
create index notices_account on notices (account_id, made_at desc);

-- Pages that show the report read its threads again.
create function tell_threads() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'threads:' || report_id)
  from (select old.report_id union select new.report_id) as concerned where report_id is not null;
  return null;
end $$;
create trigger thread_changed after insert or update or delete on threads for each row execute function tell_threads();

create function tell_threads_of() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'threads:' || report_id) from threads where id in (old.thread_id, new.thread_id);
  return null;
end $$;
create trigger thread_post_changed after insert or update or delete on thread_posts for each row
  execute function tell_threads_of();

create function tell_threads_of_post() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'threads:' || report_id)
  from threads t join thread_posts p on p.thread_id = t.id where p.id in (old.post_id, new.post_id);
  return null;
end $$;
create trigger post_reaction_changed after insert or delete on post_reactions for each row
  execute function tell_threads_of_post();
