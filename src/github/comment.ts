import { type GitHubClient } from './client.ts';

/** What became of the comment. */
export type Kept = 'created' | 'updated' | 'unchanged' | 'none';

/**
 * The line by which a gate knows its own comment: an HTML comment with the config's path, each path another. Whatever
 * the path has, the line does not end in it, and neither does the HTML comment.
 */
export function markerOf(configPath: string): string {
  return `<!-- access-policy-gate: ${configPath.replace(/-(?=-)|[^\w./-]/g, escapeUnit)} -->`;
}

/**
 * Keeps the one comment of this gate on a pull request: what is there is updated, also when there is nothing to complain
 * of any more; what is not is created if it `isWanted`. Only a comment that begins with the marker and is by the token's
 * owner is touched, and of several the oldest.
 *
 * @param body begins with `marker`
 * @throws GitHubError
 */
export async function keepComment(
  client: GitHubClient,
  pullRequest: number,
  { marker, body, isWanted }: { readonly marker: string; readonly body: string; readonly isWanted: boolean },
): Promise<Kept> {
  const { viewer, comments } = await client.readComments(pullRequest);
  const own = comments.find((comment) => comment.author === viewer && comment.body.startsWith(marker));
  if (own === undefined) {
    if (!isWanted) return 'none';
    await client.createComment(pullRequest, body);
    return 'created';
  }
  if (own.body === body) return 'unchanged';
  await client.updateComment(own.id, body);
  return 'updated';
}

function escapeUnit(unit: string): string {
  return `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
