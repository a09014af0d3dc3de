-- A link lies in the mailbox that it was sent to: when the address was wrong, or is somebody else's now, it is worth
-- nothing any more, whoever changed the address. Of an account that closes no code is left.
create function drop_mailed_codes() returns trigger language plpgsql as $$
begin
  delete from access_codes where account_id = new.id and used_at is null and way = 'mail';
  return null;
end $$;

create trigger account_address_changed after update of email on accounts for each row
  when (lower(old.email) is distinct from lower(new.email))
  execute function drop_mailed_codes();

create function drop_codes() returns trigger language plpgsql as $$
begin
  delete from access_codes where account_id = new.id and used_at is null;
  return null;
end $$;

create trigger account_closed after update of closed_at on accounts for each row
  when (old.closed_at is null and new.closed_at is not null)
  execute function drop_codes();

-- Whoever made a code may have nothing to do with what the account may do afterwards: of an account that gets a role in
-- an administration where it held none when a code was made, the code goes. Before the row is written, so that several
-- written at once do not speak for each other. The account is locked, as by whoever makes a code: of two at once, the
-- later sees what the other did.
create function drop_codes_from_before() returns trigger language plpgsql as $$
begin
  perform from accounts where id = new.account_id for no key update;
  delete from access_codes c
  where c.account_id = new.account_id and c.used_at is null and not exists (
    select from role_assignments held
    where held.account_id = new.account_id and held.administration_id = new.administration_id
      and coalesce(held.valid_to >= (c.made_at at time zone 'Europe/Stockholm')::date, true));
  return new;
end $$;

create trigger assignment_given before insert on role_assignments for each row
  execute function drop_codes_from_before();
create trigger assignment_given_longer before update of administration_id, valid_to on role_assignments for each row
  when (old.administration_id <> new.administration_id
    or coalesce(new.valid_to, 'infinity') > coalesce(old.valid_to, 'infinity'))
  execute function drop_codes_from_before();
