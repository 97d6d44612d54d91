import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { type Job, type Step } from './workflows.ts';

/** What expressions read, by the name of the context; what is not in it is null, as on GitHub. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the jobs before, or the steps before, ended. */
export type Status = 'success' | 'failure' | 'cancelled';

/** What a step gets, each value as the runner hands it over. */
export interface GivenStep {
  readonly with: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

const EXPRESSION = /\$\{\{(.+?)\}\}/gs;

/** For each function about the status, when it is true. */
const STATUSES: Readonly<Record<string, readonly Status[]>> = {
  success: ['success'],
  failure: ['failure'],
  cancelled: ['cancelled'],
  always: ['success', 'failure', 'cancelled'],
};

/** The value of a text that is one expression, as GitHub's own evaluator has it; any other text is its own value. */
export function valueOf(text: unknown, contexts: Contexts, status: Status = 'success'): unknown {
  const [match] = String(text).matchAll(EXPRESSION);
  if (match === undefined || match[0] !== text) return text;
  return JSON.parse(JSON.stringify(evaluate(match[1] ?? '', contexts, status), data.replacer));
}

/** A text in which each expression is replaced by its value. */
export function fill(text: unknown, contexts: Contexts): string {
  return String(text).replaceAll(EXPRESSION, (_, expression: string) =>
    evaluate(expression, contexts, 'success').coerceString(),
  );
}

/** The texts of a record, each filled. */
export function fillAll(
  texts: Readonly<Record<string, unknown>> | undefined,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([name, text]) => [name, fill(text, contexts)]));
}

/** Whether a job or a step runs: without a function about the status, only when all before succeeded. */
export function isMet(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  const asks = /\b(?:success|failure|cancelled|always)\(/.test(condition ?? '');
  if (!asks && status !== 'success') return false;
  return condition === undefined || Boolean(valueOf(condition, contexts, status));
}

/** What each step of a job gets that runs, by its name, or else by the action that it uses, without the commit. */
export function givenSteps(
  { env, steps = [] }: Job,
  contexts: Contexts,
  status: Status = 'success',
): Readonly<Record<string, GivenStep>> {
  const inJob = { ...contexts, env: fillAll(env, contexts) };
  const running = steps.filter((step) => isMet(step.if, inJob, status));
  return Object.fromEntries(
    running.map((step: Step & { readonly 'working-directory'?: string }) => {
      const folder = step['working-directory'];
      return [
        step.name ?? step.uses?.replace(/@.*/, '') ?? '',
        {
          with: fillAll(step.with, inJob),
          env: { ...inJob.env, ...fillAll(step.env, inJob) },
          ...(folder !== undefined && { 'working-directory': fill(folder, inJob) }),
        },
      ];
    }),
  );
}

function evaluate(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const functions = Object.entries(STATUSES).map(([name, statuses]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(statuses.includes(status)),
  }));
  const parsed = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parsed, known, new Map(functions.map((one) => [one.name, one]))).evaluate();
}
