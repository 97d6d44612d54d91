/** How a medium shows, inside a sentence, what others wrote. */
export interface Style {
  readonly text: (text: string) => string;
  /** What somebody gave a name, as a policy. */
  readonly name: (text: string) => string;
  /** An id, a path, a domain. */
  readonly code: (text: string) => string;
}

/** Of a terminal, or a log. */
export const PLAIN: Style = { text: (text) => text, name: (text) => `"${text}"`, code: (text) => text };
