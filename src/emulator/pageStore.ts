import { type Answer } from './envelope.ts';

/** As much as the pages of two lists of a million users, twice. */
const MAX_CHARACTERS = 512 * 1024 * 1024;

/** Answers that never change, as they were written. */
export interface PageStore {
  /** The answer that is kept under `key`; else that of `make`, which is kept when it is a 200. */
  readonly take: (key: string, make: () => Answer) => Answer;
}

/** Makes an empty store, which forgets the oldest answers when it would have more than `maxCharacters`. */
export function createPageStore(maxCharacters = MAX_CHARACTERS): PageStore {
  const pages = new Map<string, string>();
  let characters = 0;

  const keep = (key: string, text: string): void => {
    pages.set(key, text);
    characters += text.length;
    for (const [oldest, { length }] of pages) {
      if (characters <= maxCharacters) break;
      pages.delete(oldest);
      characters -= length;
    }
  };

  return {
    take(key, make) {
      const kept = pages.get(key);
      if (kept !== undefined) return { status: 200, body: kept };
      const { status, body } = make();
      if (status !== 200) return { status, body };
      const text = JSON.stringify(body);
      keep(key, text);
      return { status, body: text };
    },
  };
}
