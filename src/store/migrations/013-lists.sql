-- What lists of customers need of the tellings there are; later ones get it when they are whole.
do $$
declare part text; wanted text;
begin
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'standing'::regclass loop
    foreach wanted in array array['since', 'last_at', 'value', 'heart', 'stay'] loop
      execute format('create index if not exists %I on %I (state, %I, customer)', part || '_by_' || wanted, part, wanted);
    end loop;
    execute format('create index if not exists %I on %I (customer) include (telling, state, unit, heard, rule, since, first_at, last_at, heart, head, stay, say, pay, value, paid, orders)', part || '_list', part);
  end loop;
end $$;
