import { z } from 'zod';
import { parseJson } from '../jsonText.ts';

/** What started the run, as far as it bears on what may be tested and shown. */
export interface Origin {
  /** Who may read the log and the job summary: everybody, where that is not known to be otherwise. */
  readonly visibility: 'private' | 'public' | 'unknown';
  /** Why the run has no secrets by design; undefined when it should have them. */
  readonly withoutSecrets: string | undefined;
  /** Why policies must not be tested with the secrets of this repository. */
  readonly refusal: string | undefined;
  /** The change that the run is about; undefined where it is about none. */
  readonly proposal: Proposal | undefined;
}

/** Commits that are to be merged. */
export interface Proposal {
  /** The number of the pull request; undefined for a group of them. */
  readonly pullRequest: number | undefined;
  /** The name of the branch into which they go. */
  readonly base: string;
  /** What they are merged into: a branch in full, or the commit on which a group is built. */
  readonly baseRef: string;
}

/** A run that no event of GitHub started: somebody's terminal. */
export const LOCAL: Origin = {
  visibility: 'private',
  withoutSecrets: undefined,
  refusal: undefined,
  proposal: undefined,
};

/** Events of a pull request that get no secrets when it comes from a fork or from Dependabot. */
const PULL_REQUEST_EVENTS = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

const BRANCHES = 'refs/heads/';

const text = z.string().optional().catch(undefined);
const repository = z
  .object({ full_name: text, private: z.boolean().optional().catch(undefined), visibility: text })
  .nullish()
  .catch(undefined);

/**
 * The part of an event that is read, each field by itself: what is missing or of another type is not known.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
const eventSchema = z
  .object({
    repository,
    sender: z.object({ login: text }).optional().catch(undefined),
    pull_request: z
      .object({
        number: z.int().positive().optional().catch(undefined),
        head: z.object({ repo: repository }).optional().catch(undefined),
        base: z.object({ ref: text }).optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
    merge_group: z.object({ base_ref: text, base_sha: text }).optional().catch(undefined),
    workflow_run: z.object({ head_repository: repository }).optional().catch(undefined),
  })
  .catch({});

type Event = z.infer<typeof eventSchema>;

/** Events that get the secrets of this repository although the commits may be a stranger's, and where those are from. */
const PRIVILEGED: readonly (readonly [name: string, headOf: (event: Event) => Event['repository']])[] = [
  ['pull_request_target', ({ pull_request: request }) => request?.head?.repo],
  ['workflow_run', ({ workflow_run: run }) => run?.head_repository],
];

/**
 * Reads what GitHub says of the event that started the run. Never throws: of a payload that is missing or
 * unreadable nothing is known.
 *
 * @param name as `GITHUB_EVENT_NAME` has it: `pull_request` and `pull_request_target` have the same payload
 * @param payload the text of the file at `GITHUB_EVENT_PATH`
 */
export function parseOrigin(name: string, payload: string | undefined): Origin {
  const event = eventSchema.parse(parseJson(payload ?? ''));
  return {
    visibility: visibilityOf(event.repository),
    withoutSecrets: PULL_REQUEST_EVENTS.includes(name) ? whyWithoutSecrets(event) : undefined,
    refusal: whyRefused(name, event),
    proposal: proposalOf(event),
  };
}

/** The branch and not the commit that a pull request names, because that may be behind what it is merged into by now. */
function proposalOf({ pull_request: request, merge_group: group }: Event): Proposal | undefined {
  const branch = request?.base?.ref;
  if (request?.number !== undefined && branch !== undefined) {
    return { pullRequest: request.number, base: branch, baseRef: `${BRANCHES}${branch}` };
  }
  if (group?.base_ref === undefined || group.base_sha === undefined) return undefined;
  const base = group.base_ref.startsWith(BRANCHES) ? group.base_ref.slice(BRANCHES.length) : group.base_ref;
  return { pullRequest: undefined, base, baseRef: group.base_sha };
}

/** A repository that is internal to an enterprise is private, too. */
function visibilityOf(about: Event['repository']): Origin['visibility'] {
  if (about?.private === false || about?.visibility === 'public') return 'public';
  return about?.private === true || ['private', 'internal'].includes(about?.visibility ?? '')
    ? 'private'
    : 'unknown';
}

/**
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request and
 * https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions
 */
function whyWithoutSecrets(event: Event): string | undefined {
  if (originOf(event.pull_request?.head?.repo, event) === 'another') {
    return 'the pull request comes from a fork, which gets no secrets; push its commits to a branch of this repository to have them tested';
  }
  // The sender, and not the author: what somebody else pushes to Dependabot's branch has secrets.
  return event.sender?.login === 'dependabot[bot]'
    ? 'Dependabot started the run, which gets no secrets; store the token as a secret of Dependabot to have its pull requests tested'
    : undefined;
}

function whyRefused(name: string, event: Event): string | undefined {
  if (PULL_REQUEST_EVENTS.includes(name)) return undefined;
  const isStrange = PRIVILEGED.some(([privileged, headOf]) => {
    const origin = originOf(headOf(event), event);
    // Whatever an event without a known name may be, it must not be about another repository.
    return privileged === name ? origin !== 'this' : origin === 'another';
  });
  if (!isStrange) return undefined;
  return `${name || 'The event'} gives the secrets of this repository to a run about another one, and a stranger's policies must not be tested with them: use the event pull_request.`;
}

/** Whether a head is this repository; `null` is a repository that is gone. */
function originOf(head: Event['repository'], { repository }: Event): 'this' | 'another' | 'unknown' {
  if (repository?.full_name === undefined) return 'unknown';
  if (head === null) return 'another';
  if (head?.full_name === undefined) return 'unknown';
  return head.full_name === repository.full_name ? 'this' : 'another';
}
