/** One entry of an answer's `errors`. */
export interface Failure {
  readonly code: number;
  readonly message: string;
  readonly source?: { readonly pointer: string };
  readonly error_chain?: readonly Failure[];
}

/** An answer; `body` is JSON data, which is always an object, or already the text of it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** 200 with the API's envelope around `result`; `more` stands beside it. */
export function success(result: unknown, more: object = {}): Answer {
  return { status: 200, body: { success: true, errors: [], messages: [], result, ...more } };
}

/** An error in the whole envelope. */
export function failure(status: number, ...errors: readonly Failure[]): Answer {
  return { status, body: { success: false, errors, messages: [], result: null } };
}

/** An error as Cloudflare's gateway gives it, without `messages` and `result`. */
export function gatewayFailure(status: number, ...errors: readonly Failure[]): Answer {
  return { status, body: { success: false, errors } };
}

/** 400 for a request that Access does not take; `pointer` (RFC 6901) says where in the body. */
export function invalidRequest(message: string, pointer?: string): Answer {
  return failure(400, invalid(message, pointer));
}

/** One reason why Access does not take a request. */
export function invalid(message: string, pointer?: string): Failure {
  return {
    code: 12130,
    message: `access.api.error.invalid_request: ${message}`,
    ...(pointer === undefined ? {} : { source: { pointer } }),
  };
}
