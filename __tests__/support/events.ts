import { readFileSync } from 'node:fs';

/** The payload of an event as GitHub sends it, by the name of its file without `.json`. */
export function readEvent(file: string): string {
  return readFileSync(new URL(`../fixtures/events/${file}.json`, import.meta.url), 'utf8');
}
