-- Where the words of a thread stand: what the marks in the rooms are made equal to, as long as the words are there.
create table thread_places (
  thread_id uuid primary key references threads on delete cascade,
  section_id uuid not null references sections on delete cascade,
  -- Of the room that the positions belong to.
  epoch integer not null,
  field text not null,
  -- The words as they stood when they were last seen, and up to 32 characters before and after them.
  quote text not null,
  prefix text not null,
  suffix text not null,
  -- Letters before them in the field; null: not known.
  at integer,
  -- Relative positions of Yjs; null: none, or of another room.
  rel_from bytea,
  rel_to bytea,
  -- The words are gone.
  lost boolean not null default false
);
create index thread_places_section on thread_places (section_id);

insert into thread_places (thread_id, section_id, epoch, field, quote, prefix, suffix)
select t.id, t.section_id, s.epoch, t.anchor ->> 'field', t.anchor ->> 'quote', t.anchor ->> 'prefix', t.anchor ->> 'suffix'
from threads t join sections s on s.id = t.section_id where t.anchor ->> 'of' = 'words';

-- Other words for those of the thread, and what was made of them.
create table suggestions (
  thread_id uuid primary key references threads on delete cascade,
  original text not null,
  proposed text not null,
  -- What was taken into the text. Who proposed is credited in room_clients with the words that are new.
  taken text,
  -- What stood there until then, and is put back when it is undone: the original, unless the text had been changed.
  replaced text,
  taken_by uuid references accounts,
  taken_role text,
  taken_day date,
  taken_at timestamptz,
  -- The row of the room's log that holds it, and the room's epoch then.
  taken_seq bigint,
  taken_epoch integer,
  check (num_nulls(taken, replaced, taken_by, taken_role, taken_day, taken_at, taken_seq, taken_epoch) in (0, 8))
);

-- The words of a thread are to be marked, or not any more.
create function tell_places() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'places:' || coalesce(new.section_id, old.section_id));
  return null;
end $$;
create trigger thread_place_made after insert or delete on thread_places for each row execute function tell_places();

-- What pages show of it. A place moves with every letter that is written in it, which the rooms tell themselves.
create trigger thread_place_lost after update on thread_places for each row
  when (old.lost is distinct from new.lost) execute function tell_threads_of();
-- Whoever decides on a suggestion is to see the words that stand there now, since they decide on those.
create function tell_suggestion_place() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'threads:' || t.report_id)
  from threads t join suggestions g on g.thread_id = t.id where t.id = new.thread_id;
  return null;
end $$;
create trigger suggestion_place_changed after update on thread_places for each row
  when (old.quote is distinct from new.quote) execute function tell_suggestion_place();
create trigger suggestion_changed after insert or update on suggestions for each row execute function tell_threads_of();
