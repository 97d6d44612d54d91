import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { MAX_FILE_BYTES, reasonOf } from '../workspace.ts';

/**
 * The one media type in which GitHub says of everything what it is; as `raw`, a folder is a list in JSON, which is what
 * a file may be, too: https://docs.github.com/en/rest/repos/contents#get-repository-content
 */
export const CONTENTS_MEDIA_TYPE = 'application/vnd.github.object+json';

/** What is at a path. */
export type Contents =
  | { readonly kind: 'text'; readonly text: string }
  /** Why there is no text to read: the end of a sentence. */
  | { readonly kind: 'problem'; readonly reason: string };

const answerSchema = z.discriminatedUnion('type', [
  // Of a file with more than 1 MB the content is missing, and the encoding "none".
  z.object({ type: z.literal('file'), encoding: z.enum(['base64', 'none']), content: z.string() }),
  z.object({ type: z.literal('dir') }),
  z.object({ type: z.literal('submodule') }),
  z.object({ type: z.literal('symlink') }),
]);

/** Decodes the answer about a path; undefined where it is not as documented. */
export function decodeContents(answer: unknown): Contents | undefined {
  const { data: decoded } = answerSchema.safeParse(answer);
  switch (decoded?.type) {
    case undefined:
      return undefined;
    case 'file':
      return decoded.encoding === 'none'
        ? problem(reasonOf({ code: 'EFBIG' }))
        : decodeText(Buffer.from(decoded.content, 'base64'));
    case 'dir':
      return problem(reasonOf({ code: 'EISDIR' }));
    case 'submodule':
      return problem('is a submodule: name a file of this repository');
    case 'symlink':
      return problem(
        'is a symbolic link that leads to no file of this repository: put the file itself there',
      );
  }
}

function decodeText(bytes: Buffer): Contents {
  if (bytes.length > MAX_FILE_BYTES) return problem(reasonOf({ code: 'EFBIG' }));
  if (!isUtf8(bytes)) return problem(reasonOf({ code: 'EILSEQ' }));
  return { kind: 'text', text: bytes.toString('utf8') };
}

function problem(reason: string): Contents {
  return { kind: 'problem', reason };
}
