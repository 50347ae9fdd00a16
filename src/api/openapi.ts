import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { tidied, type Document } from './openapi-tidy.ts'

export const OPENAPI_PATH = '/openapi.json'

const ABOUT = `Facts go in, standings come out. Every request carries a key (\`Authorization: Bearer troth_…\`, made by \`npx troth key\`), apart from
those that say otherwise. A request that is refused is answered with a problem (RFC 9457) whose \`code\` is from a closed list and whose text is in the language
of \`Accept-Language\`. Instants are ISO 8601 in UTC, money is in minor units of the company’s currency, and what is not known is null, never zero.`

/** Has a server describe itself: the OpenAPI document is made from the routes that are registered after this. */
export async function describe(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Troth', version, description: ABOUT.replaceAll('\n', ' '), license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      components: { securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made by `npx troth key`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'troth_session', description: 'A browser that is signed in (`POST /v1/session`). What changes something has to come from a page of Troth’s own, with the header `x-troth`.' },
      } },
    },
    transform: createJsonSchemaTransform({}),
    transformObject: createJsonSchemaTransformObject({}),
  })
}

/** Registers the document's own route. */
export function serveDocument(app: FastifyInstance): void {
  let made: string | undefined
  const document = (): string => (made ??= JSON.stringify(tidied(app.swagger() as Document)))
  app.get(OPENAPI_PATH, { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) => reply.type('application/json; charset=utf-8').send(document()))
}
