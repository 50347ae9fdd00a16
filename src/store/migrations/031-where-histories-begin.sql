-- When the first customer came, from which every look back month by month begins: so far a look at every standing. It is when the first of all first spans began, and those are told anew less often
-- than standings are. Later tellings get it when they are whole.
do $$
declare part text;
begin
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'span'::regclass loop
    execute format('create index %I on %I (at) include (telling) where n = 1', part || '_first', part);
  end loop;
end $$;
