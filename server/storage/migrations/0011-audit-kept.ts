import type { Migration } from './migration.ts';

/**
 * What an update or delete may not do, a truncate may not either: it fires no row trigger. The end of a chain has to move with each entry, so it may take one
 * step, onto an entry that is there, and nothing else. Whoever owns the tables can still take the triggers away and then make a whole chain anew.
 */
export const auditKept: Migration = {
  number: 11,
  name: 'audit kept',
  up: `
create trigger audit_no_truncate before truncate on audit for each statement execute function refuse_audit_change();
create trigger audit_end_kept before delete or truncate on audit_end for each statement execute function refuse_audit_change();
create function refuse_other_audit_step() returns trigger language plpgsql as $$
begin
  if new.subject <> old.subject or new.position <> old.position + 1
    or not exists (select from audit a where a.subject = new.subject and a.position = new.position and a.hash = new.hash)
  then raise exception 'the audit log takes entries and gives none back';
  end if;
  return new;
end $$;
create trigger audit_end_forward before update on audit_end for each row execute function refuse_other_audit_step();`,
};
