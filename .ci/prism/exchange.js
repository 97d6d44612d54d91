import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * @typedef {{ method: string, path: string, headers: Record<string, string>, body?: string }} Request
 * @typedef {{ status: number, headers: Record<string, string>, body: string }} Answer
 * @typedef {{ request: Request, answer: Answer }} Exchange
 */

// One of its own, because the global one may take the proxies of the environment.
const agent = new Agent();

/** Of one connection, not of what is passed on. */
const HOP_BY_HOP = ['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding'];

/**
 * Sends a request to what is below `baseUrl`.
 *
 * @param {string} baseUrl
 * @param {Request} request
 * @returns {Promise<Answer>}
 */
export async function ask(baseUrl, { method, path, headers, body = '' }) {
  const sent = request(`${baseUrl}${path}`, { agent, method, headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/**
 * Passes requests on to what is below the `target`, and remembers each exchange. It listens on the address of this
 * machine and not on its name: `localhost` may be ::1, where neither prism nor the emulator is.
 *
 * @param {(exchange: Exchange) => Answer} change makes another answer of the one that came
 */
export async function startRelay(change = ({ answer }) => answer) {
  /** @type {Exchange[]} */
  const exchanges = [];
  const relay = { target: '', exchanges, baseUrl: '', stop: () => undefined };
  const server = createServer(async (incoming, outgoing) => {
    const sent = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: withoutHops(incoming.headers),
      body: await text(incoming),
    };
    let answer;
    try {
      answer = change({ request: sent, answer: await ask(relay.target, sent) });
    } catch (error) {
      answer = { status: 502, headers: {}, body: String(error) };
    }
    exchanges.push({ request: sent, answer });
    outgoing.writeHead(answer.status, withoutHops(answer.headers)).end(answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  relay.baseUrl = `http://127.0.0.1:${String(address.port)}`;
  relay.stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return relay;
}

function withoutHops(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}
