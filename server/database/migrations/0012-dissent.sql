-- A representative's dissent on a section, printed as it was written: one text each, in their own words. The day and
-- no clock; nothing says which union somebody belongs to, or that they belong to one.
create table dissents (
  section_id uuid not null references sections on delete cascade,
  account_id uuid not null references accounts,
  body text not null,
  day date not null,
  primary key (section_id, account_id)
);

create function tell_threads_of_section() returns trigger language plpgsql as $$
begin
  perform pg_notify('delaktig_rights', 'threads:' || report_id)
  from sections where id in (old.section_id, new.section_id);
  return null;
end $$;
create trigger dissent_changed after insert or update or delete on dissents for each row
  execute function tell_threads_of_section();
