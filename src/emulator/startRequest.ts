import { z } from 'zod';
import { type Directory } from './directory.ts';
import { type Answer, failure, type Failure, invalid, invalidRequest } from './envelope.ts';
import { POLICY_SHAPE, type Policy } from './policy.ts';

/** Fields that do not bear on who gets in (`session_duration` and the like) are taken and ignored. */
const POLICY = z.looseObject(POLICY_SHAPE);

/** What the body of a start request asks for, or why it is refused. */
export type StartRequest =
  | { readonly kind: 'policies'; readonly policies: readonly Policy[] }
  | { readonly kind: 'refused'; readonly answer: Answer };

/**
 * Decodes `{"policies": […]}`: policies as objects, and ids of the directory's saved ones. Everything that is wrong
 * is in the refusal at once, each with its place.
 */
export function decodeStartRequest(body: string | undefined, directory: Directory): StartRequest {
  const items = listOfPolicies(body);
  if (items === undefined) return refused(invalidRequest('the body is not JSON'));
  if (!Array.isArray(items)) return refused(invalidRequest('policies must be a list', '/policies'));
  if (items.length === 0) return refused(invalidRequest('policies must not be empty', '/policies'));

  const policies: Policy[] = [];
  const failures: Failure[] = [];
  items.forEach((item: unknown, index) => {
    const pointer = `/policies/${index}`;
    if (typeof item === 'string') {
      const saved = directory.policies.get(item);
      if (saved) policies.push(saved);
      else if (directory.settings.unknownPolicy === 'error') policies.push(undecidable(item));
      else failures.push(invalid('no reusable policy has this id', pointer));
      return;
    }
    const parsed = POLICY.safeParse(item);
    if (parsed.success) policies.push(parsed.data);
    else {
      for (const { path, message } of parsed.error.issues) {
        failures.push(invalid(message, [pointer, ...path.map(escapeToken)].join('/')));
      }
    }
  });
  return failures.length > 0 ? refused(failure(400, ...failures)) : { kind: 'policies', policies };
}

/** What a saved policy that does not exist comes to, where that is no reason to refuse the request. */
function undecidable(id: string): Policy {
  return { name: id, decision: 'allow', include: [{ unknown_policy: { id } }], require: [], exclude: [] };
}

function refused(answer: Answer): StartRequest {
  return { kind: 'refused', answer };
}

/** The value of `policies`: `null` where the body has none, `undefined` where it is not JSON. */
function listOfPolicies(body: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(body ?? '');
    return value !== null && typeof value === 'object' && 'policies' in value ? value.policies : null;
  } catch {
    return undefined;
  }
}

/** A reference token of a JSON pointer, RFC 6901. */
function escapeToken(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}
