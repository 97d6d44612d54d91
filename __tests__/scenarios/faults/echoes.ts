import { type Answering, altering, faultAt, type Response, type Stage } from './stage.ts';

/** Somebody who repeats the credentials, and where. */
export interface Echo {
  readonly name: string;
  readonly stage: Stage;
  /** Whether one form is repeated at a time, because several together would be no such value. */
  readonly apart?: boolean;
  /** `form` is the secret as it is repeated: text as it stands between the quotes of JSON. */
  readonly answering: (form: string) => Answering;
}

/** How a secret may be repeated, fit to stand between the quotes of JSON. */
type Form = (secret: string) => string;

/** In which anybody can read it. */
export const PLAIN_FORMS: readonly Form[] = [
  (secret) => secret,
  (secret) => secret.toUpperCase(),
  (secret) => `Bearer ${secret}`,
  // With the escapes of JSON, and of addresses.
  (secret) => Array.from(secret, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  (secret) => Array.from(secret, (one) => `%${one.charCodeAt(0).toString(16)}`).join(''),
];

export const ENCODED_FORMS: readonly Form[] = [
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(`Bearer ${secret}`).toString('base64'),
  (secret) => Buffer.from(`:${secret}`).toString('base64url'),
  (secret) => Buffer.from(secret).toString('hex'),
];

const json = (status: number, body: string, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

const erring = (status: number, error: string): Response =>
  json(status, `{"success":false,"errors":[${error}],"messages":[],"result":null}`);

/** Puts raw text into a result, which may have escapes that JSON would not write. */
const putting = (field: string, form: string): Answering => {
  const mark = 'THE-FORM';
  return (request, next) => {
    const response = altering((result) =>
      Array.isArray(result)
        ? result.map((row: object, index) => (index === 0 ? { ...row, [field]: mark } : row))
        : { ...(result as object), [field]: mark },
    )(request, next);
    return { ...response, body: response.body.replace(mark, form) };
  };
};

const put = (name: string, stage: Stage, field: string): Echo => ({
  name,
  stage,
  apart: true,
  answering: (form) => putting(field, form),
});

export const ECHOES: readonly Echo[] = [
  ...[400, 401, 403, 404, 429, 500].flatMap((status) =>
    (['start', 'poll', 'later page', 'start of the baseline', 'application check'] as const).map((stage) => ({
      name: `the message of an error with HTTP ${String(status)} at the ${stage}`,
      stage,
      answering: (form: string) => () => erring(status, `{"code":9109,"message":"Invalid: ${form}."}`),
    })),
  ),
  ...[
    ['the place of an error', (form: string) => `{"code":1,"message":"no","source":{"pointer":"/${form}"}}`],
    [
      'the documentation of an error',
      (form: string) => `{"code":1,"message":"no","documentation_url":"https://x.example/${form}"}`,
    ],
    ['an error of no known form', (form: string) => `"${form}"`],
  ].map(([name, error]) => ({
    name: name as string,
    stage: 'start' as const,
    answering: (form: string) => () => erring(400, (error as (text: string) => string)(form)),
  })),
  ...(['start', 'poll', 'first page', 'application check'] as const).map((stage) => ({
    name: `a message beside a good answer at the ${stage}`,
    stage,
    answering:
      (form: string): Answering =>
      (request, next) => {
        const response = next(request);
        return {
          ...response,
          body: response.body.replace('"messages":[]', `"messages":[{"code":1,"message":"You are ${form}"}]`),
        };
      },
  })),
  ...[200, 400, 502].flatMap((status) => [
    {
      name: `text that is no JSON, with HTTP ${String(status)}`,
      stage: 'poll' as const,
      answering: (form: string) => () => json(status, form),
    },
    {
      name: `HTML with HTTP ${String(status)}`,
      stage: 'poll' as const,
      answering: (form: string) => () => json(status, `<html>${form}`),
    },
    {
      name: `JSON of another shape with HTTP ${String(status)}`,
      stage: 'poll' as const,
      answering: (form: string) => () => json(status, `{"${form}":"${form}"}`),
    },
  ]),
  ...['retry-after', 'ratelimit', 'location', 'www-authenticate', 'set-cookie', 'content-type'].map(
    (header) => ({
      name: `the header ${header}`,
      stage: 'poll' as const,
      answering: (form: string) => () => json(header === 'location' ? 302 : 503, '', { [header]: form }),
    }),
  ),
  put('the id of a test', 'start', 'id'),
  put('the status of a start', 'start', 'status'),
  put('a status', 'poll', 'status'),
  put('a count', 'poll', 'total_users'),
  put('the id of a user', 'first page', 'id'),
  put('the address of a user', 'first page', 'email'),
  put('the name of a user', 'first page', 'name'),
  put('the status of a user', 'first page', 'status'),
  put('the name of a saved policy', 'policies of the application', 'name'),
  put('the decision of a saved policy', 'policies of the application', 'decision'),
  put('the state of an application', 'application check', 'app_state'),
];

export function echoing({ stage, answering }: Echo, form: string): Answering {
  return faultAt(stage, answering(form));
}
