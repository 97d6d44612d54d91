import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { BASE_PATH, type Emulator } from './emulator.ts';

/** More than any list of policies needs. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** An emulator that answers over HTTP. */
export interface EmulatorServer {
  /** What takes the place of `https://api.cloudflare.com/client/v4`. */
  readonly baseUrl: string;
  /** Stops listening and ends every connection. */
  close(): Promise<void>;
}

/**
 * Serves `emulator` on this machine only, each answer `latencyMs` after its request; port 0 takes any free one. Rejects
 * with the error of `node:net` when the port is taken.
 */
export async function serveEmulator(
  emulator: Emulator,
  port: number,
  latencyMs = 0,
): Promise<EmulatorServer> {
  const server = createServer((request, response) => {
    const dueMs = performance.now() + latencyMs;
    void respond(emulator, request, response, dueMs);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;
  return {
    baseUrl: `http://127.0.0.1:${actualPort}${BASE_PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function respond(
  emulator: Emulator,
  request: IncomingMessage,
  response: ServerResponse,
  dueMs: number,
): Promise<void> {
  try {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413).end();
      return;
    }
    const answer = emulator.handle({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: flatHeaders(request),
      body: body === '' ? undefined : body,
    });
    const restMs = dueMs - performance.now();
    if (restMs > 0) await setTimeout(restMs);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
  }
}

/** The whole body, or `undefined` where it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read nonetheless: who stops reading resets the connection, and the refusal never arrives.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function flatHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
