import { readAnswers } from '#actions/listening/read-answers.ts'
import { readFeelings } from '#actions/listening/read-feelings.ts'
import { readScoreDrivers } from '#actions/listening/read-score-drivers.ts'
import { answersAnswer, answersQuery } from '#contract/listening/answers.ts'
import { feelingsAnswer, feelingsQuery } from '#contract/listening/feelings.ts'
import { scoreDriversAnswer, scoreDriversQuery } from '#contract/listening/score-drivers.ts'
import { route } from '#api/route.ts'

export const answers = route({
  method: 'GET',
  path: '/v1/answers',
  access: 'map.read',
  summary: 'What customers answer',
  description: 'The recommend score, or the mean of another question, with shares, histogram and interval: of a period against the time before, month by month and by unit. Each customer counts once, by the latest answer. Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, Fred Reichheld and NICE Systems; the recommend score is reckoned in the same way.',
  query: answersQuery,
  answer: answersAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid', 'segment_unknown'],
  act: ({ ctx, query }) => readAnswers(ctx, query),
})

export const feelings = route({
  method: 'GET',
  path: '/v1/feelings',
  access: 'map.read',
  summary: 'What customers felt',
  description: 'Which share of those who said what they felt named each feeling, of a period and of the time before it, with intervals. Each customer counts once, by the latest that they said.',
  query: feelingsQuery,
  answer: feelingsAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid', 'segment_unknown'],
  act: ({ ctx, query }) => readFeelings(ctx, query),
})

export const scoreDrivers = route({
  method: 'GET',
  path: '/v1/answers/drivers',
  access: 'map.read',
  summary: 'What answers hang on',
  description: 'Which other answers and feelings of the same customers, near in time, go with their answers to a question: the share of its variance that each has, and by how much it hurts where it is poor and pleases where it is excellent. An association: somebody in a good mood answers everything higher.',
  query: scoreDriversQuery,
  answer: scoreDriversAnswer,
  refusals: ['query_invalid', 'query_unknown', 'period_invalid', 'segment_unknown'],
  act: ({ ctx, query }) => readScoreDrivers(ctx, query),
})
