import { formatCount } from '../format.ts';
import { cut } from '../untrusted.ts';
import { type CommentFrame } from './comment.ts';
import { escapeMarkdown } from './markdown.ts';

/** As many messages, each of so many characters, stay below the 65,536 characters that GitHub takes, however escaped. */
const MAX_MESSAGES = 10;
const MAX_CHARACTERS = 400;

/** What a comment says of a run that ended without a report: why, for the comment of an earlier one not to stay. */
export function renderErrorComment(messages: readonly string[], { marker, runUrl }: CommentFrame): string {
  const more = messages.length - MAX_MESSAGES;
  return [
    marker,
    '## ❌ Access policy gate ended without a report: nothing was proven',
    messages
      .slice(0, MAX_MESSAGES)
      .map((message) => `- ${escapeMarkdown(cut(message, MAX_CHARACTERS))}`)
      .join('\n'),
    ...(more > 0 ? [`…and ${formatCount(more)} more.`] : []),
    ...(runUrl === undefined ? [] : [`[Log of this run](${runUrl})`]),
  ].join('\n\n');
}
