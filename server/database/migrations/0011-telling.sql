-- How people are told of comments: in the inbox, and by mail as each of them wants it.
alter table accounts
  add column mail_choice text not null default 'at-once' check (mail_choice in ('at-once', 'daily', 'none')),
  -- No mail from 20 to 07.
  add column mail_quiet boolean not null default true;

-- Whether mails hold what people wrote. What was said without a name, and what is hidden, they never do.
alter table administrations add column mail_words boolean not null default false;

alter table notices
  drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in (
    'mention', 'reply', 'outcome', 'reopened', 'returned', 'to-answer', 'waiting', 'given', 'last-day')),
  -- What was said; null for what was said without a name.
  add column post_id uuid references thread_posts on delete set null,
  -- new: nobody has thought of a mail yet; waits: for its hour; done: in a mail, or to be in none.
  add column mail text not null default 'new' check (mail in ('new', 'waits', 'done'));
-- Of what was told before there was mail none is sent.
update notices set mail = 'done';
create index notices_new on notices (account_id) where mail = 'new';
create index notices_post on notices (post_id) where post_id is not null;
-- That the last day is near is told once: the day before, so that one that is moved is told again.
create unique index notices_last_day on notices (account_id, report_id, day) where kind = 'last-day';

-- What somebody has been mailed, and when to look for more: whoever sends locks the row. Never a moment at which
-- something was said, but the hour of a mail to come.
create table mail_turns (
  account_id uuid primary key references accounts on delete cascade,
  look_at timestamptz,
  -- The day of which at_once mails are counted.
  day date,
  at_once integer not null default 0,
  summary_day date
);
create index mail_turns_look on mail_turns (look_at) where look_at is not null;

alter table mails
  -- It goes at no hour between 20 and 07, whenever it came into line and however long the mail server was away.
  add column quiet boolean not null default false,
  -- The same mail without anybody's words, and what those hang on: threads, who said them or is named in them,
  -- administrations.
  add column bare text,
  add column words_of uuid[],
  add check ((bare is null) = (words_of is null)),
  add check (bare is null or body is not null);
create index mails_words on mails using gin (words_of) where words_of is not null;

-- What is hidden, deleted, said otherwise, or by somebody who is shown by another name, is in no mail that still waits.
create function take_words_back(of uuid) returns void language sql as $$
  update mails set body = bare, bare = null, words_of = null where words_of @> array[of];
$$;
create function take_words_of_row() returns trigger language plpgsql as $$
begin
  perform take_words_back(old.id);
  return null;
end $$;
create function take_words_of_post() returns trigger language plpgsql as $$
begin
  perform take_words_back(old.thread_id);
  return null;
end $$;
create trigger thread_hidden after update of hidden_reason, outcome_body on threads for each row
  when ((old.hidden_reason is null and new.hidden_reason is not null)
    or (old.outcome_body is not null and old.outcome_body is distinct from new.outcome_body))
  execute function take_words_of_row();
create trigger thread_removed after delete on threads for each row execute function take_words_of_row();
create trigger post_said_otherwise after update of body on thread_posts for each row
  when (old.body is distinct from new.body) execute function take_words_of_post();
create trigger post_removed after delete on thread_posts for each row execute function take_words_of_post();
create trigger account_shown_otherwise after update of name on accounts for each row
  when (old.name <> new.name) execute function take_words_of_row();
create trigger administration_without_words after update of mail_words on administrations for each row
  when (old.mail_words and not new.mail_words) execute function take_words_of_row();
