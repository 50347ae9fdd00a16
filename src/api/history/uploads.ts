import * as z from 'zod'
import { sayMade } from '#core/words/made.ts'
import type { Words } from '#core/words/index.ts'
import { askToBring } from '#actions/history/bring/ask.ts'
import { dropUpload } from '#actions/history/bring/drop-upload.ts'
import { lookAtUpload } from '#actions/history/bring/look-at-upload.ts'
import { mapUpload, type MapUpload } from '#actions/history/bring/map-upload.ts'
import { textOf } from '#actions/history/bring/mapping-state.ts'
import { previewUpload, type Preview } from '#actions/history/bring/preview-upload.ts'
import { checkRejects } from '#actions/history/bring/show-imports.ts'
import { listUploads, showUpload, type ShownUpload } from '#actions/history/bring/show-upload.ts'
import { beginUpload, continueUpload } from '#actions/history/bring/upload-file.ts'
import { previewAnswer, type PreviewAnswer } from '#contract/history/import-report.ts'
import { mapBody, previewBody } from '#contract/history/saved-mapping.ts'
import { lookAnswer, lookQuery, uploadAnswer, uploadMoreQuery, uploadPath, uploadQuery, uploadsAnswer, type UploadAnswer } from '#contract/history/upload.ts'
import { yes, type RefusalCode, type Result } from '#contract/refusals.ts'
import { bytesOf, objectOf } from '#api/door/body.ts'
import { jobIn } from '#api/house/jobs.ts'
import { fileAnswer, route, type Route } from '#api/route.ts'
import { groupIn, mappingIn, reportIn } from './report.ts'

const nothing = z.strictObject({})
const BODY: readonly RefusalCode[] = ['body_unreadable', 'body_too_large', 'media_type_unknown', 'field_missing', 'field_unknown', 'field_invalid']
const QUERY: readonly RefusalCode[] = ['query_invalid', 'query_unknown']

/** An upload in the words of whoever asks. */
const uploadIn = (words: Words, { mapping, checked, check, bring, ...upload }: ShownUpload): UploadAnswer => ({
  ...upload,
  mapping: mapping && mappingIn(words, mapping),
  checked: checked && reportIn(words, checked),
  check: check && jobIn(words, check),
  bring: bring && jobIn(words, bring),
})
const said = (words: Words, shown: Result<ShownUpload>): Result<UploadAnswer> => (shown.ok ? yes(uploadIn(words, shown.value)) : shown)

const previewIn = (words: Words, { company, facts, groups, ...preview }: Preview): PreviewAnswer => ({
  ...preview,
  groups: groups.map(groupIn(words)),
  facts: facts.map(({ made, line, text, rows }) => ({ line, text, rows, ...sayMade(words, company, made) })),
})

/** @param most bytes that a file may have */
export const uploadRoutes = (most: number): readonly Route[] => [...sending(most), ...reading, ...deeds]

const sending = (most: number): readonly Route[] => [
  route({
    method: 'POST',
    path: '/v1/uploads',
    access: 'operate',
    raw: true,
    summary: 'Upload a file',
    description: 'Takes in a file with rows, or its beginning. A request lasts a minute at most; what is longer, or comes over a line that breaks, is begun with `bytes` and continued piece by piece. A file is kept for 7 days after somebody last worked with it, one that was not sent to its end for an hour.',
    query: uploadQuery,
    answer: uploadAnswer,
    refusals: ['upload_no_table', 'upload_too_large', 'uploads_full', 'upload_empty', 'upload_gap', 'media_type_unknown', ...QUERY],
    act: async ({ ctx, words, query, body }) => said(words, await beginUpload(ctx, { name: query.name, bytes: query.bytes ?? null, body: bytesOf(body), most })),
  }),
  route({
    method: 'POST',
    path: '/v1/uploads/{id}/more',
    access: 'operate',
    raw: true,
    summary: 'Continue an upload',
    description: 'Takes in more of a file. `at` says from where on; where that is not what was taken so far, the refusal says what was.',
    params: uploadPath,
    query: uploadMoreQuery,
    answer: uploadAnswer,
    refusals: ['upload_unknown', 'upload_gap', 'upload_too_large', 'media_type_unknown', ...QUERY],
    act: async ({ ctx, words, params, query, body }) => said(words, await continueUpload(ctx, params.id, { at: query.at, body: bytesOf(body), most })),
  }),
]

const reading: readonly Route[] = [
  route({
    method: 'GET', path: '/v1/uploads', access: 'operate', summary: 'List uploads', description: 'Files that are kept, those worked on last first.', query: nothing, answer: uploadsAnswer, refusals: ['query_unknown'],
    act: async ({ ctx, words }) => yes({ uploads: (await listUploads(ctx)).map((one) => uploadIn(words, one)) }),
  }),
  route({
    method: 'GET', path: '/v1/uploads/{id}', access: 'operate', summary: 'One upload', params: uploadPath, query: nothing, answer: uploadAnswer, refusals: ['upload_unknown', ...QUERY],
    act: async ({ ctx, words, params }) => said(words, await showUpload(ctx, params.id)),
  }),
  route({
    method: 'GET',
    path: '/v1/uploads/{id}/look',
    access: 'operate',
    summary: 'Look at an upload',
    description: 'How the file is written, what its columns hold, what its rows probably mean, and which remembered mappings fit. What the query says of it is not looked for.',
    params: uploadPath,
    query: lookQuery,
    answer: lookAnswer,
    refusals: ['upload_unknown', 'upload_unfinished', 'upload_no_table', 'file_unreadable', ...QUERY],
    async act({ ctx, words, params, query }) {
      const look = await lookAtUpload(ctx, params.id, query)
      return look.ok ? yes({ ...look.value, guess: mappingIn(words, look.value.guess) }) : look
    },
  }),
  route({
    method: 'POST',
    path: '/v1/uploads/{id}/preview',
    access: 'operate',
    summary: 'What the first rows make',
    description: 'Reads the first rows of a file through a mapping, at once, and changes nothing.',
    params: uploadPath,
    query: nothing,
    body: previewBody,
    answer: previewAnswer,
    refusals: ['upload_unknown', 'upload_unfinished', 'mapping_invalid', 'column_missing', 'file_unmapped', 'file_unreadable', ...BODY, ...QUERY],
    async act({ ctx, words, params, body }) {
      const read = objectOf(body, previewBody)
      if (!read.ok) return read
      const seen = await previewUpload(ctx, params.id, read.value.text === '' ? null : textOf(read.value), words.language)
      return seen.ok ? yes(previewIn(words, seen.value)) : seen
    },
  }),
  route({
    method: 'GET', path: '/v1/uploads/{id}/rejects', access: 'operate', file: 'text/csv', summary: 'Rows that a check found wrong', params: uploadPath, query: nothing, answer: fileAnswer,
    refusals: ['upload_unknown', 'rejects_gone', ...QUERY],
    act: ({ ctx, params }) => checkRejects(ctx, params.id),
  }),
]

const deeds: readonly Route[] = [
  route({
    method: 'PATCH',
    path: '/v1/uploads/{id}',
    access: 'operate',
    summary: 'Say what its rows mean',
    description: 'Keeps a mapping with the file, right or not yet right: the answer says what is wrong with it. With `name` alone, the remembered mapping of that name is taken, as far as it is about this file.',
    params: uploadPath,
    query: nothing,
    body: mapBody,
    answer: uploadAnswer,
    refusals: ['upload_unknown', 'upload_busy', 'mapping_unknown', 'column_missing', ...BODY, ...QUERY],
    async act({ ctx, words, params, body }) {
      const read = objectOf(body, mapBody)
      return read.ok ? said(words, await mapUpload(ctx, params.id, read.value as MapUpload)) : read
    },
  }),
  ...(['check', 'import'] as const).map((kind) => route({
    method: 'POST',
    path: `/v1/uploads/{id}/${kind}`,
    access: 'operate',
    summary: kind === 'check' ? 'Check a whole file' : 'Import a file',
    description: kind === 'check'
      ? 'Asks for the whole file to be read as an import would, as a job; nothing is changed. What it found is then with the upload. There is no body.'
      : 'Asks for the file to be imported, as a job that goes on whoever looks. Rows that are wrong are left out and kept for whoever mends them. There is no body.',
    params: uploadPath,
    query: nothing,
    answer: uploadAnswer,
    refusals: ['upload_unknown', 'upload_unfinished', 'upload_busy', 'mapping_needed', 'mapping_invalid', 'sample_present', ...QUERY],
    act: async ({ ctx, words, params }) => said(words, await askToBring(ctx, params.id, kind, words.language)),
  })),
  route({
    method: 'DELETE', path: '/v1/uploads/{id}', access: 'operate', summary: 'Forget an upload', description: 'Removes the file before its time. What it brought stays.', params: uploadPath, query: nothing,
    answer: z.object({ dropped: z.string() }), refusals: ['upload_unknown', 'upload_busy', ...QUERY],
    act: ({ ctx, params }) => dropUpload(ctx, params.id),
  }),
]
