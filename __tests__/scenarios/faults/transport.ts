import { type Socket } from 'node:net';
import { type Stage } from './stage.ts';

/** Something that goes wrong below HTTP, at one stage of a gate that would pass. */
export interface TransportFault {
  readonly name: string;
  readonly stage: Stage;
  /** What the server does to the connection in place of an answer; `answer` is the good one as it would be sent. */
  readonly act: (socket: Socket, answer: Buffer) => void;
  readonly says: readonly (string | RegExp)[];
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** Sends what `next` gives, bit by bit, as long as somebody listens. */
function drip(socket: Socket, next: () => string, everyMs: number): void {
  const timer = setInterval(() => socket.write(next()), everyMs);
  socket.once('close', () => {
    clearInterval(timer);
  });
}

const BROKEN = /failed: 127\.0\.0\.1:\d+ broke off \(/;
const LATE = /gave no whole answer within \d s\.|the time for this test is over\./;
const ENDLESS = /gave no whole answer within \d s\.|the time for this test is over\.|has more than 16 MiB/;

const FAULTS: readonly (readonly [string, TransportFault['act'], RegExp])[] = [
  ['a connection that is reset before the answer', (socket) => socket.resetAndDestroy(), BROKEN],
  ['a connection that is closed before the answer', (socket) => socket.end(), BROKEN],
  [
    'a connection that is reset within the headers',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-', () => socket.resetAndDestroy());
    },
    BROKEN,
  ],
  [
    'a connection that is reset within the body',
    (socket, answer) => {
      socket.write(answer.subarray(0, -20), () => socket.resetAndDestroy());
    },
    BROKEN,
  ],
  ['a body that is cut in the middle', (socket, answer) => socket.end(answer.subarray(0, -20)), BROKEN],
  [
    'a body in chunks that is cut in the middle',
    (socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n10\r\n{"success":true,\r\n`),
    BROKEN,
  ],
  [
    'a chunk that is shorter than it says',
    (socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
    BROKEN,
  ],
  [
    'two lengths of one body',
    (socket) => socket.end(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
    BROKEN,
  ],
  ['an answer of another protocol', (socket) => socket.end('220 mail.example ESMTP\r\n'), BROKEN],
  ['headers without an end', (socket) => socket.write(`${HEAD}x: ${'x'.repeat(100_000)}`), BROKEN],
  ['headers that never come', () => undefined, LATE],
  ['a body that never comes', (socket) => socket.write(`${HEAD}content-length: 100\r\n\r\n`), LATE],
  [
    'an answer that comes a letter at a time',
    (socket, answer) => {
      let sent = 0;
      drip(
        socket,
        () => {
          sent += 1;
          return answer.subarray(sent - 1, sent).toString('latin1');
        },
        300,
      );
    },
    LATE,
  ],
  [
    'headers that never end',
    (socket) => {
      socket.write(HEAD);
      drip(socket, () => 'x-more: x\r\n', 50);
    },
    LATE,
  ],
  [
    'a body that never ends, slowly',
    (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      drip(socket, () => '1\r\n \r\n', 50);
    },
    LATE,
  ],
  [
    'a body that never ends, fast',
    (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      const chunk = Buffer.from(`100000\r\n${' '.repeat(0x100000)}\r\n`);
      const more = (): void => {
        if (!socket.destroyed) socket.write(chunk, more);
      };
      more();
    },
    ENDLESS,
  ],
  [
    'a length of more than there will ever be',
    (socket) => socket.write(`${HEAD}content-length: 9007199254740991\r\n\r\n{`),
    LATE,
  ],
  [
    'provisional answers without an end',
    (socket) => {
      drip(socket, () => 'HTTP/1.1 102 Processing\r\n\r\n', 50);
    },
    LATE,
  ],
  [
    'a body that is compressed without having been asked for',
    (socket) => socket.end(`${HEAD}content-encoding: gzip\r\ncontent-length: 3\r\n\r\n\x1f\x8b\x08`),
    /is not JSON/,
  ],
];

const AT: readonly Stage[] = ['start', 'poll', 'first page', 'later page', 'poll of the baseline'];

export const TRANSPORT: readonly TransportFault[] = AT.flatMap((stage) =>
  FAULTS.map(([name, act, what]) => ({ name: `${name} at the ${stage}`, stage, act, says: [what] })),
);
