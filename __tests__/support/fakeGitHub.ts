import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type FakeFiles } from './fakeContents.ts';
import { answerGraphQl, answerRest, type Answer, problem } from './fakeGitHubAnswers.ts';
import { serveHttp } from './servers.ts';

/** An account; `login` as REST has it of users and GraphQL of all: a bot's is without `[bot]`. */
export interface FakeAuthor {
  readonly type: 'Bot' | 'User';
  readonly login: string;
}

export interface FakeComment {
  /** Undefined: GitHub tells none. */
  readonly id: number | undefined;
  readonly pullRequest: number;
  /** Undefined: the account is gone. */
  readonly author: FakeAuthor | undefined;
  readonly body: string;
}

type Permission = 'none' | 'read' | 'write';

/** A request as it arrived; `path` with its query, `headers` in lower case. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server does instead of answering properly. */
export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  /** Stops in the middle of an answer. */
  | {
      readonly kind: 'hangInBody';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Never answers, or goes away. */
  | { readonly kind: 'hang' | 'breakOff' };

export interface FakeGitHubOptions {
  /** `/api/v3`: a GitHub Enterprise Server, which has GraphQL at `/api/graphql`. */
  readonly prefix?: '' | '/api/v3';
  /** As whom the token acts. */
  readonly viewer?: FakeAuthor;
  /** What the workflow's token may do. */
  readonly permissions?: { readonly contents?: Permission; readonly pullRequests?: Permission };
  /** How what may not be read is refused: by 403, or as if it were not there. */
  readonly refusal?: 403 | 404;
  readonly comments?: readonly FakeComment[];
  readonly files?: FakeFiles;
  /** Of more comments than these, GitHub sends several pages. */
  readonly maxPageSize?: number;
  readonly fault?: (request: FakeRequest) => Fault | undefined;
}

/** What a test sees of the server. */
export interface FakeGitHub {
  /** For `GITHUB_API_URL`. */
  readonly apiUrl: string;
  readonly requests: readonly FakeRequest[];
  /** All comments as they are now, the oldest first. */
  readonly comments: readonly FakeComment[];
}

/** For `GITHUB_REPOSITORY` and `github-token`. */
export const FAKE_REPOSITORY = 'octo-org/access';
export const FAKE_TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
/** The account of the token of a workflow. */
export const WORKFLOW_BOT: FakeAuthor = { type: 'Bot', login: 'github-actions' };

/**
 * GitHub's API over HTTP on 127.0.0.1, until the test ends: one repository, its files by branch or commit, and the
 * comments on its pull requests, refused where the token may not. A child process must not be waited for synchronously.
 */
export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const { prefix = '', fault } = options;
  const requests: FakeRequest[] = [];
  const comments = [...(options.comments ?? [])];
  const answer = (request: FakeRequest): Answer => {
    if (!/^(?:token|bearer) /i.test(request.headers.authorization ?? ''))
      return problem(401, 'Requires authentication');
    if (!request.headers.authorization?.endsWith(` ${FAKE_TOKEN}`)) return problem(401, 'Bad credentials');
    if (request.headers['user-agent'] === undefined)
      return problem(403, 'Request forbidden by administrative rules');
    const graphQl = prefix === '' ? '/graphql' : '/api/graphql';
    if (request.path === graphQl && request.method === 'POST')
      return answerGraphQl(request, comments, options);
    return answerRest(request, comments, options);
  };
  const port = await serveHttp((incoming, outgoing) => {
    void readRequest(incoming).then((request) => {
      requests.push(request);
      const instead = fault?.(request);
      if (instead !== undefined) {
        misbehave(outgoing, instead);
        return;
      }
      const { status, json } = answer(request);
      outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      outgoing.end(request.method === 'HEAD' ? '' : JSON.stringify(json));
    });
  });
  return { apiUrl: `http://127.0.0.1:${String(port)}${prefix}`, requests, comments };
}

async function readRequest(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = incoming;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function misbehave(outgoing: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case 'answer':
      outgoing.writeHead(fault.status, {
        'content-type': 'application/json; charset=utf-8',
        ...fault.headers,
      });
      outgoing.end(fault.body);
      return;
    case 'hang':
      return;
    case 'hangInBody':
      outgoing.writeHead(fault.status, {
        'content-type': 'application/json; charset=utf-8',
        ...fault.headers,
      });
      outgoing.write('{');
      return;
    case 'breakOff':
      outgoing.destroy();
  }
}
