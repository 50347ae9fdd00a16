-- Spreads Troth's tables over the servers of a Citus cluster. Run once on the coordinator, in Troth's database, after Troth has been started on it
-- once and stopped:  psql -v ON_ERROR_STOP=1 -1 "$DATABASE_URL" -f docs/operate/citus.sql
-- What is about a customer lies where the customer lies; what is small lies everywhere. docs/operate/many-servers.md says why, and what is not known.

set local citus.multi_shard_modify_mode to 'sequential';

-- Small tables, whole on every server. Each stands after those it refers to.
select create_reference_table('migration');
select create_reference_table('company');
select create_reference_table('import');
select create_reference_table('unit');
select create_reference_table('person');
select create_reference_table('promise');
select create_reference_table('rate');
select create_reference_table('api_key');
select create_reference_table('account');
select create_reference_table('account_unit');
select create_reference_table('session');
select create_reference_table('link');
select create_reference_table('attempt');
select create_reference_table('audit');
select create_reference_table('policy');
select create_reference_table('model');
select create_reference_table('telling');
select create_reference_table('shown_telling');
select create_reference_table('job');
select create_reference_table('upload');
select create_reference_table('upload_part');
select create_reference_table('mapping');
select create_reference_table('proof');
select create_reference_table('segment');
select create_reference_table('export');
select create_reference_table('export_part');
select create_reference_table('picture');
select create_reference_table('cost_file');
select create_reference_table('cost');
-- It holds customers, but is small, and a link may lead from one server's customer to another's.
select create_reference_table('member');

-- What is about a customer, by customer, each customer's rows of all tables together.
select create_distributed_table('customer', 'customer');
select create_distributed_table('fact', 'customer', colocate_with => 'customer');
select create_distributed_table('standing', 'customer', colocate_with => 'customer');
select create_distributed_table('span', 'customer', colocate_with => 'customer');
select create_distributed_table('spend', 'customer', colocate_with => 'customer');
select create_distributed_table('pending', 'customer', colocate_with => 'customer');
select create_distributed_table('untold', 'customer', colocate_with => 'customer');
select create_distributed_table('notice', 'customer', colocate_with => 'customer');
select create_distributed_table('note', 'customer', colocate_with => 'customer');
select create_distributed_table('erased', 'customer', colocate_with => 'customer');
