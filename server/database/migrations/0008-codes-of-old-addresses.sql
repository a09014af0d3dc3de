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
