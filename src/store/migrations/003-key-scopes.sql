-- What a key may do. Those there are could do all that there was: bring facts in, and read the map and customers.

alter table api_key add scopes text[] not null default '{facts.send,map.read,customers.read}';
alter table api_key alter scopes drop default;
