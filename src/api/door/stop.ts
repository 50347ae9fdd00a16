import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Ends the server in order: from now on it is not ready and takes no connection; what was begun is finished and answered. Whatever is not
     * done after `most_ms` is cut off: its transaction is undone, and whoever sent it has no answer and sends it again.
     */
    stop(most_ms: number): Promise<void>
  }
}

/** Teaches a server to end in order. @returns whether it is about to end */
export function stopInOrder(app: FastifyInstance): () => boolean {
  let stopping = false
  // A connection that stays open would be waited for; this is its last answer.
  app.addHook('onSend', async (_request, reply, payload) => {
    if (stopping) reply.header('connection', 'close')
    return payload
  })
  const open = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.decorate('stop', async (most_ms: number) => {
    stopping = true
    // Over some nothing was ever asked, as browsers open them beforehand: Node does not count them among those that are idle.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    const cut = setTimeout(() => app.server.closeAllConnections(), most_ms)
    await app.close().finally(() => clearTimeout(cut))
  })
  return () => stopping
}
