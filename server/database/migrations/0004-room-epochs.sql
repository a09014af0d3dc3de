-- A room that was restored, erased or read in anew is another room: whoever holds the old one can not refill it.
alter table sections add column epoch integer not null default 0;

-- The statement that appends words looks at the section itself, and refuses where nobody may write any more: a foreign
-- key would look there once more for every row, and lock it.
alter table room_updates drop constraint room_updates_section_id_fkey;

create function forget_room() returns trigger language plpgsql as $$
begin
  delete from room_updates where section_id = old.id;
  delete from room_shares where section_id = old.id;
  return null;
end $$;

create trigger section_forgotten after delete on sections for each row execute function forget_room();
