import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** What went through since the journal was last cleared. */
export interface Passage {
  readonly requests: number;
  /** From the first byte of the first request for users to the last byte of the last answer to one. */
  readonly pagingMs: number;
}

/** Passes bytes on between a program and the emulator, and notes the requests among them. */
export interface Journal {
  readonly baseUrl: string;
  clear(): void;
  passage(): Passage;
  close(): Promise<void>;
}

/** A request comes whole, or its body in a piece of its own: none of the programs sends one before its answer is there. */
const HEAD = /^(?:GET|POST) (\S+) HTTP\/1\.1\r\n/;

/**
 * Listens on a port of this machine for the server at `baseUrl`. Nothing is decoded, so that it costs the programs a
 * copy of the bytes and no more; all of them are measured through it.
 */
export async function startJournal(baseUrl: string): Promise<Journal> {
  const { hostname: host, port } = new URL(baseUrl);
  const sockets = new Set<Socket>();
  let requests = 0;
  let firstMs = Infinity;
  let lastMs = -Infinity;

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host, port: Number(port), noDelay: true });
    let isPage = false;
    client.on('data', (bytes) => {
      const path = HEAD.exec(bytes.toString('latin1'))?.[1];
      if (path === undefined) return;
      requests += 1;
      isPage = /\/users(?:\?|$)/.test(path);
      if (isPage) firstMs = Math.min(firstMs, performance.now());
    });
    upstream.on('data', () => {
      if (isPage) lastMs = performance.now();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      // Whoever breaks off is told so by its own error.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const own = new URL(baseUrl);
  own.port = String((server.address() as AddressInfo).port);

  return {
    baseUrl: own.href,
    clear() {
      [requests, firstMs, lastMs] = [0, Infinity, -Infinity];
    },
    passage: () => ({ requests, pagingMs: lastMs - firstMs }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
