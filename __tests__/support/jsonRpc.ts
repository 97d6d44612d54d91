import { type Readable, type Writable } from 'node:stream';

/** A message of JSON-RPC 2.0: a request has method and id, an answer only the id, a notification only the method. */
export interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Writes a message as language servers read it, with its length in bytes before it. */
export function writeMessage(stream: Writable, message: Message): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  stream.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** Calls `onMessage` with each message that comes, however its bytes are split. */
export function readMessages(stream: Readable, onMessage: (message: Message) => void): void {
  let pending = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [, length] = /Content-Length: (\d+)/i.exec(pending.subarray(0, end).toString()) ?? [];
      const start = end + 4;
      const next = start + Number(length);
      if (pending.length < next) return;
      const body = pending.subarray(start, next).toString();
      pending = pending.subarray(next);
      onMessage(JSON.parse(body) as Message);
    }
  });
}
