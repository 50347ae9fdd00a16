-- What came by a key: when the first fact and about when the latest, its kind and whose it was. Who connects a system sees it arrive.

alter table api_key add column first_fact_at timestamptz;
alter table api_key add column last_fact_at timestamptz;
alter table api_key add column last_kind text;
-- Names a customer by their key; erasing them empties it.
alter table api_key add column last_customer text collate "C";
