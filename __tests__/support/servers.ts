import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach } from '@jest/globals';
import { type Dispatcher } from '../../src/access/dispatcher.ts';
import { type Certificate } from './certificate.ts';

const closings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()));
});

/** A TCP server that lives until the test ends; its port on 127.0.0.1. */
export function serveSockets(onSocket: (socket: Socket) => void): Promise<number> {
  return listen(createServer(onSocket));
}

/** An HTTP server that lives until the test ends; its port on 127.0.0.1. */
export function serveHttp(onRequest: RequestListener): Promise<number> {
  return listen(createHttpServer(onRequest));
}

export function serveHttps(certificate: Certificate, onRequest: RequestListener): Promise<number> {
  return listen(createHttpsServer(certificate, onRequest));
}

/** The dispatcher itself, destroyed when the test ends. */
export function untilTheTestEnds(dispatcher: Dispatcher): Dispatcher {
  closings.push(() => dispatcher.destroy());
  return dispatcher;
}

/** A port on 127.0.0.1 on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // A client that goes away is what many of these tests are about.
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    return closed;
  });
  return (server.address() as AddressInfo).port;
}
