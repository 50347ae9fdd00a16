-- Who reaches some units alone, or looks at one, finds its customers without going through all; later tellings get it when they are whole.
do $$
declare part text;
begin
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'standing'::regclass loop
    execute format('create index if not exists %I on %I (unit, state, customer)', part || '_unit', part);
  end loop;
end $$;
