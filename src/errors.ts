import { oneLine } from './untrusted.ts';

/** A place in a file of the workspace; `line` and `column` count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with an input or a file, said so that the user can mend it. */
export interface Problem {
  readonly message: string;
  readonly location?: Location;
}

/** What went wrong, by whom it can be mended; the shells turn it into an exit code. */
export type ErrorCode = 'input' | 'config' | 'api' | 'network' | 'wire' | 'test' | 'github';

/** The base of every error that is not a bug. Its message says what happened and what to do next. */
export class GateError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Inputs or flags that cannot be used; all of them at once. */
export class InputError extends GateError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('input', problems.map(renderProblem).join('\n'));
    this.problems = problems;
  }
}

/** A config or policy file that cannot be used; all problems at once, each with its place. */
export class ConfigError extends GateError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('config', problems.map(renderProblem).join('\n'));
    this.problems = problems;
  }
}

/** Cloudflare answered with an error. */
export class ApiError extends GateError {
  /** The HTTP status. */
  readonly status: number;
  /** The codes of the errors that the answer listed. */
  readonly codes: readonly number[];

  constructor(message: string, status: number, codes: readonly number[] = []) {
    super('api', message);
    this.status = status;
    this.codes = codes;
  }
}

/** No answer: the connection was refused, lost, or not answered in time. */
export class NetworkError extends GateError {
  /** Whether Cloudflare may have received the request; if so, a POST is not repeated. */
  readonly sent: boolean;
  /** Whether another try can help; an untrusted certificate stays untrusted. */
  readonly passing: boolean;

  constructor(message: string, options: { sent: boolean; passing: boolean; cause: unknown }) {
    super('network', message, { cause: options.cause });
    this.sent = options.sent;
    this.passing = options.passing;
  }
}

/** An answer that is not the documented shape. */
export class WireError extends GateError {
  constructor(message: string, cause?: unknown) {
    super('wire', message, { cause });
  }
}

/** A policy test that ended without a result, or did not end before the deadline. */
export class TestError extends GateError {
  constructor(message: string) {
    super('test', message);
  }
}

/** GitHub said no, or did not answer. */
export class GitHubError extends GateError {
  /** The HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, status: number | undefined, cause?: unknown) {
    super('github', message, { cause });
    this.status = status;
  }
}

/** What went wrong, a message for each thing that is to be mended; of a bug, where to look for more. */
export function messagesOf(error: unknown): string[] {
  if (error instanceof InputError || error instanceof ConfigError) return error.problems.map(renderProblem);
  return [
    error instanceof GateError
      ? error.message
      : 'This is a bug of Access Policy Gate: the log of the run has more.',
  ];
}

/** `file:line:column: message`, or the message alone where no file is concerned; one line, whatever the file's name. */
export function renderProblem({ location, message }: Problem): string {
  return oneLine(
    location ? `${location.file}:${String(location.line)}:${String(location.column)}: ${message}` : message,
  );
}
