-- Chances of return are foretold by one of several models: which, and its parameters in their order. What was kept so far is the usual one, learned
-- before models were compared. Numbers stay as they are, digit by digit, so that nobody's standing changes with the form.
update model set body = jsonb_set(body, '{stay}', jsonb_build_object(
  'kind', 'mbgnbd',
  'parameters', jsonb_build_array(body #> '{stay,r}', body #> '{stay,alpha}', body #> '{stay,a}', body #> '{stay,b}'),
  'covariance', body #> '{stay,covariance}',
  'cells', null,
  'chosen', jsonb_build_object('compared', false, 'reason', 'before')
))
where body #>> '{stay,kind}' = 'mbg';
