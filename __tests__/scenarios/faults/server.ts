import { type Socket } from 'node:net';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { type EmulatorRequest } from '../../../src/emulator/exchange.ts';
import { serveSockets } from '../../support/servers.ts';
import { someSettings } from '../../support/directory.ts';
import { createJournal, ON_PAGES, type Response, type Stage } from './stage.ts';

/** What a server does with one request: answers as the emulator does, or whatever it likes with the connection. */
export type Conduct = (
  stage: Stage | undefined,
  request: EmulatorRequest,
  socket: Socket,
  answer: () => Buffer,
) => void;

/** The emulator on a raw socket, with test times of none; its port. */
export function serveRaw(conduct: Conduct): Promise<number> {
  const journal = createJournal();
  const directory = { ...ON_PAGES, settings: someSettings({ max_per_page: 4 }) };
  const emulator = createEmulator(directory, { now: () => performance.now() });
  return serveSockets((socket) => {
    let received = '';
    socket.on('data', (data: Buffer) => {
      received += data.toString('latin1');
      const request = requestIn(received);
      if (request === undefined) return;
      received = '';
      const answer = (): Buffer => {
        const response = emulator.handle(request);
        journal.see(request, response);
        return serialized(response);
      };
      conduct(journal.stageOf(request), request, socket, answer);
    });
  });
}

/** The request that a connection has brought, once it is whole. */
function requestIn(received: string): EmulatorRequest | undefined {
  const [head = '', body] = received.split(/\r\n\r\n([^]*)/);
  if (body === undefined) return undefined;
  const [line = '', ...lines] = head.split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const headers = Object.fromEntries(
    lines.map((one): [string, string] => {
      const colon = one.indexOf(':');
      return [one.slice(0, colon).toLowerCase(), one.slice(colon + 1).trim()];
    }),
  );
  if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  return { method, path, headers, body: body === '' ? undefined : body };
}

function serialized({ status, headers, body }: Response): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ ...headers, 'content-length': String(bytes.length) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${String(status)} As it is\r\n${head}\r\n`), bytes]);
}
