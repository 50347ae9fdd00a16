-- Who is of a unit and a state is found with all that lists sort by, in one index and without a look at the standings. The newest fact is found in the orders by state: it needs no
-- index of its own. Later tellings get the same when they are whole.
do $$
declare part text;
begin
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'standing'::regclass loop
    execute format('drop index if exists %I', part || '_unit');
    execute format('drop index if exists %I', part || '_last');
    execute format('create index %I on %I (unit, state, customer) include (telling, heard, since, last_at, value, paid, orders, heart, head, stay, say, pay)', part || '_unit', part);
  end loop;
end $$;

-- What lists by name sort by, as a column of its own: an order of names is then read from its index alone, without a look at the customers. It is the beginning of `known_as`
-- (names can be longer than an index entry), said once more since one generated column cannot be made of another.
alter table customer add column sorted_as text collate "C" generated always as (left(
  case when ' ' || coalesce(nullif(trim(name), '') || ' ', '') || key || coalesce(' ' || email, '') ~ '^[ -~]*$'
    then lower(' ' || coalesce(nullif(trim(name), '') || ' ', '') || key || coalesce(' ' || email, ''))
    else translate(encode(decode(replace(replace(replace(replace(replace(translate(lower(normalize(regexp_replace(normalize(
      ' ' || coalesce(nullif(trim(name), '') || ' ', '') || key || coalesce(' ' || email, ''),
      NFKD), '[\u0300-\u036f]', '', 'g'), NFC) collate "default"), 'øđłħıðŧ', 'odlhidt'), 'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'), '\', '\\'), 'escape'), 'escape'), '\', 'z')
  end, 120)
) stored;
drop index customer_by_name;
create index customer_by_name on customer (sorted_as, customer);
