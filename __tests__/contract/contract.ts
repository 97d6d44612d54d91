import { readFileSync } from 'node:fs';
// Not 5.21: what it reads references with is for Node 22, and an ES module, which Jest requires from Node 24 on only.
import { type Document, OpenAPIBackend, SetMatchType } from 'openapi-backend';
import { parse } from 'yaml';
import { BASE_PATH } from '../../src/emulator/emulator.ts';
import { type EmulatorRequest, type Handler } from '../../src/emulator/exchange.ts';

type Answer = ReturnType<Handler>;

/** What an exchange does that the document does not allow, and who does it. */
export interface Violation {
  readonly side: 'request' | 'answer';
  /** `GET /client/v4/accounts/…: /query/page must be >= 1` */
  readonly message: string;
}

/** The document that the project keeps of the API, as something that exchanges are held to. */
export interface Contract {
  /** The names of a schema's properties. */
  fieldsOf(schema: string): readonly string[];
  /** The operation that a request asks for; undefined where the document has none. */
  operationOf(request: EmulatorRequest): string | undefined;
  check(request: EmulatorRequest, answer: Answer): readonly Violation[];
}

/** Everything that went through the handlers it wraps. */
export interface Watch {
  /** `startTest 200`, one an exchange. */
  readonly exchanges: readonly string[];
  readonly violations: readonly Violation[];
  /** Answers as `handler` does, and holds each exchange to the contract. */
  checked(handler: Handler): Handler;
}

/** Throws when the document itself is no OpenAPI document. */
export async function readContract(): Promise<Contract> {
  const text = readFileSync(new URL('./policy-tester.openapi.yml', import.meta.url), 'utf8');
  const api = new OpenAPIBackend({
    definition: parse(text) as Document,
    apiRoot: BASE_PATH,
    strict: true,
    ignoreTrailingSlashes: false,
    // Strict: a keyword that does not go with its schema's type would hold nothing to anything.
    ajvOpts: { allErrors: true, strict: true },
  });
  await api.init();
  const { definition, router, validator } = api;

  const requestProblems = (request: EmulatorRequest): string[] => {
    const operation = router.matchOperation(request);
    if (operation === undefined) return ['the document has no such operation'];
    const problems = describe(validator.validateRequest(request, operation).errors);
    if (!isAuthorized(definition, operation.security ?? [], request))
      problems.push('credentials are missing');

    // The library lets a body pass that no operation asks for, and one that does not say what it is.
    const { requestBody } = operation;
    const types = requestBody && 'content' in requestBody ? Object.keys(requestBody.content) : [];
    if (types.length === 0 && request.body !== undefined)
      problems.push('a body is sent where none is asked for');
    if (types.length > 0 && !types.includes(mediaType(request)))
      problems.push('the body is not said to be JSON');
    return problems;
  };

  const answerProblems = (request: EmulatorRequest, answer: Answer): string[] => {
    const operation = router.matchOperation(request);
    if (operation === undefined) return [];
    const { status } = answer;
    const { responses = {} } = operation;
    const documented = responses[status] ?? responses[`${String(Math.floor(status / 100))}XX`];
    // The library holds an answer whose status is not documented to nothing.
    if (documented === undefined) return [`HTTP ${String(status)} is not documented`];
    const headers = Object.fromEntries(
      Object.entries(answer.headers).filter(([name]) => name !== 'content-type'),
    );
    const problems = describe(
      validator.validateResponseHeaders(headers, operation, {
        statusCode: status,
        setMatchType: SetMatchType.Subset,
      }).errors,
    );
    problems.push(...missingHeaders(documented, headers));
    if (mediaType(answer) !== 'application/json') problems.push('the answer is not said to be JSON');
    const json = parseJson(answer.body);
    return json === undefined
      ? [...problems, 'the answer is not JSON']
      : [...problems, ...describe(validator.validateResponse(json.value, operation, status).errors)];
  };

  return {
    fieldsOf(name) {
      const schema = definition.components?.schemas?.[name];
      return Object.keys((schema && 'properties' in schema && schema.properties) || {});
    },
    operationOf: (request) => router.matchOperation(request)?.operationId,
    check(request, answer) {
      const where = `${request.method} ${request.path}`;
      const on =
        (side: Violation['side']) =>
        (problem: string): Violation => ({ side, message: `${where}: ${problem}` });
      return [
        ...requestProblems(request).map(on('request')),
        ...answerProblems(request, answer).map(on('answer')),
      ];
    },
  };
}

export function createWatch(contract: Contract): Watch {
  const exchanges: string[] = [];
  const violations: Violation[] = [];
  return {
    exchanges,
    violations,
    checked: (handler) => (request) => {
      const answer = handler(request);
      exchanges.push(`${contract.operationOf(request) ?? 'unknown'} ${String(answer.status)}`);
      violations.push(...contract.check(request, answer));
      return answer;
    },
  };
}

function parseJson(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

type Found = ReturnType<OpenAPIBackend['validator']['validateRequest']>['errors'];

function describe(errors: Found): string[] {
  return (errors ?? []).map(({ instancePath, message = '', params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

/** The library knows all headers as required or none. */
function missingHeaders(documented: object, headers: Readonly<Record<string, string>>): string[] {
  const declared =
    'headers' in documented ? (documented.headers as Record<string, { required?: boolean }>) : {};
  return Object.entries(declared)
    .filter(([name, { required }]) => required && headers[name.toLowerCase()] === undefined)
    .map(([name]) => `the header ${name} is missing`);
}

function mediaType({ headers }: { headers: Readonly<Record<string, string>> }): string {
  return headers['content-type']?.split(';')[0] ?? '';
}

/** Whether all schemes of one of the requirements are met; the library leaves that to handlers. */
function isAuthorized(
  { components }: Document,
  requirements: readonly Readonly<Record<string, unknown>>[],
  { headers }: EmulatorRequest,
): boolean {
  const isMet = (name: string): boolean => {
    const scheme = components?.securitySchemes?.[name];
    if (scheme === undefined || !('type' in scheme)) return false;
    return scheme.type === 'apiKey'
      ? Boolean(headers[scheme.name.toLowerCase()])
      : /^Bearer \S+$/.test(headers['authorization'] ?? '');
  };
  return requirements.some((requirement) => Object.keys(requirement).every(isMet));
}
