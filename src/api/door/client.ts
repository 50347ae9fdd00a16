import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { wordsOf } from '#core/words/index.ts'
import { REFUSALS, type RefusalCode } from '#contract/refusals.ts'
import { FOR_DATA } from './headers.ts'
import { problemOf } from './problem.ts'

/** Bytes that are no HTTP request, or too slow to become one: nothing of it was read, so the answer is written as it is. */
export function answerClient(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code: RefusalCode = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request_slow' : 'request_unreadable'
  const id = randomBytes(9).toString('base64url')
  const body = JSON.stringify(problemOf([{ code }], wordsOf('en'), id))
  const headers = { ...FOR_DATA, 'x-request-id': id, connection: 'close', 'content-type': 'application/problem+json; charset=utf-8', 'content-length': String(Buffer.byteLength(body)) }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${REFUSALS[code]} ${STATUS_CODES[REFUSALS[code]]}\r\n${head}\r\n${body}`)
}
