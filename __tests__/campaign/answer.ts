import { type Response } from './exchangeFaults.ts';

export type Json = Record<string, unknown>;

/** One of the values, by a random whole number. */
export const at = <Value>(values: readonly Value[], draw: number): Value | undefined =>
  values[draw % values.length];

/** The answer with another result. */
export function withResult(response: Response, change: (result: unknown) => unknown): Response {
  try {
    const json = JSON.parse(response.body) as Json;
    return { ...response, body: JSON.stringify({ ...json, result: change(json['result']) }) };
  } catch {
    return response;
  }
}
