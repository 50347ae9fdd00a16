import type { Policy } from './policy.ts'

/**
 * Why each default is what it is. "Measured" names what it was tried on: a CD shop (23,570 customers), a gift wholesaler (5,878), a grocer
 * (2,377 households), a marketplace with review scores (8,016), and a simulator with a known bond. "Convention" means that nothing
 * was found for or against it: it is a place to start, to be tried on a company's own data.
 */
export const REASONS_FOR: Readonly<Record<keyof Policy, string>> = {
  horizon_days: 'Measured: nine or fifteen months instead of twelve move at most 5 of 100 customers.',
  lapse_below: 'Measured: the chance of a purchase ranks who returns better than "still alive" does, by an AUC of .03 to .10 in three shops; at .40 only 1 % of gift buyers lapse.',
  lapse_leave: 'Measured: with a margin of .10, changes taken back within a month fall from 12 to 3 % (gifts) and from 45 to 15 % (grocer).',
  lapse_gaps: 'Measured: of those silent for three usual gaps and unlikely to return, 26 % (CDs) and 34 % (gifts) came back. Sensitive: 2.25 or 3.75 gaps move up to 10 of 100.',
  least_repeaters: 'Measured: a marketplace with 73 customers who came back has a usual gap of 40 days, and three gaps swallow 78 % of its customers.',
  new_below_days: 'Measured: three purchase days instead of two make 17 % of gift buyers new.',
  half_life_days: 'Simulated: 90 to 180 days agree best with the known bond (kappa .50), 365 hardly less. A real bond may fade faster or slower: refit.',
  loss_weight: 'Convention: 1.5 is as good in the simulator (kappa .498 against .493). Losses are felt more than gains.',
  prior_answers: 'Without it, one answer gives ±1 and equity never fades.',
  heart_positive: 'Simulated: the order of the states holds from .15 to .40.',
  heart_high: 'Simulated: the order of the states holds with ±25 %.',
  heart_negative: 'Simulated: the order of the states holds with ±25 %.',
  head_negative: 'Simulated: needs seldom reach us; 20 % of the truly unmet are found.',
  score_band: 'Measured: see lapse_leave; the same margin for scores.',
  unknown_below: 'About one answer a year old.',
  betrayal_days: 'Simulated: without an end, only 54 % of those called disappointed are, with a year 78 %. The best length is not known. Sensitive: 25 % either way moves 6 of 100.',
  bond_days: 'Convention: as long as a betrayal counts.',
  deposits: 'Simulated: none of them moves more than 1.3 of 100 customers. That a kept promise deposits is a convention.',
  recommend_weight: 'Convention: an intention stated is half a feeling.',
  says_days: 'A year is what can be counted at a counter; a rate alone makes everyone say, or nobody.',
  bound_margin: 'Measured: the grocer sells half of all lines on deal; against what was on offer 1.2 % are bound, and they buy 68 % on deal in the next half-year against 52 %.',
  bound_enter: 'Simulated: finds 95 % of those who live on deals, 99 % of those it names are.',
  bound_leave: 'A margin of .10, as for scores.',
  bound_least: 'Fewer lines cannot tell.',
  quiet_gaps: 'Convention: a mark, not a state.',
  loyal_by_conduct: 'Measured: those strong in conduct return in 91, 91 and 99 % of cases; simulated: only 30 % of them are truly loyal, so it is off as soon as answers come in.',
  conduct_repeats: 'Measured with the gaps below.',
  conduct_gaps: 'Measured: 25 % either way moves 3 to 7 of 100.',
  conduct_gaps_leave: 'Measured: rhythm is left at three gaps.',
  conduct_chance: 'Measured: .7 or .9 instead of .8 moves 4 of 100.',
  conduct_chance_leave: 'Measured: see lapse_leave.',
  dwell_days: 'Measured: a fortnight brings changes taken back within a month from 15 to 5 % (grocer); a month would delay them all.',
  valence: 'Convention, to be refined by asking: how good or bad each feeling is.',
}
