-- One customer, several keys; and those who were erased.

-- Customers who are told as part of another's history. Small: a reference table on many servers. Facts never move, so that parting
-- two customers again is taking a row out of here and telling both anew.
create table member (
  customer uuid primary key,
  -- Into whom they were merged: parting undoes this very link.
  merged_into uuid not null check (merged_into <> customer),
  -- The end of the chain of links: under whom they are told.
  root uuid not null check (root <> customer),
  key text collate "C" not null,
  at timestamptz not null,
  actor text not null
);
create index member_by_root on member (root);

-- Whom nobody may bring back: the keyed hash of their key, and nothing that leads back to them.
create table erased (
  customer uuid primary key,
  at timestamptz not null
);

-- Where other people's rows name a customer by their key: erasing looks for it there.
create index customer_by_referrer on customer (referrer) where referrer is not null;
create index fact_by_invitee on fact ((body ->> 'invitee')) where kind = 17;
create index audit_by_subject on audit (subject) where subject is not null;
create index audit_by_other on audit ((detail ->> 'other')) where detail ? 'other';
