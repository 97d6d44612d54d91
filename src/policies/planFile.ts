import { type Problem } from '../errors.ts';
import { MAX_DEPTH } from '../limits.ts';
import { quote } from '../untrusted.ts';
import { isMapping } from './entry.ts';
import { type ChangedObject, decodeObject } from './planObjects.ts';
import { decodeResource, KINDS, type PlanResource } from './planResource.ts';
import { findMembers, type Member, parseSpan, type Span } from './planText.ts';
import { createConceal, memberOf } from './planValue.ts';

/** What of a plan's file is about Access. */
export interface PlanFile {
  readonly resources: readonly PlanResource[];
  /** What else of Cloudflare changes, and may be referred to by rules. */
  readonly objects: readonly ChangedObject[];
  readonly configuration: unknown;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

const MAX_PROBLEMS = 20;

/** Characters of one resource of Access on both sides: some 20,000 rules, which take seconds to read. */
export const MAX_RESOURCE = 4 * 1024 * 1024;

/** Each module in another one adds three. */
export const MAX_CONFIGURATION_DEPTH = 200;

const NOT_READ = `has more than ${String(MAX_DEPTH)} lists and mappings in one another, or is no JSON`;
const TOO_LONG = 'has more than 4 MiB: put some of its rules into groups';

const BYTE_ORDER_MARK = '\uFEFF';

const GIVE_PLAN = 'Give the output of: terraform show -json PLAN';

/** How texts begin that are given instead of a plan, and what they are. */
const OTHERS: readonly (readonly [start: RegExp, message: string])[] = [
  [/^\s*$/, `It is empty. ${GIVE_PLAN}.`],
  [/^PK/, `It is the binary plan file. ${GIVE_PLAN}.`],
  [
    /^.{0,3}\0|^\uFFFD/s,
    `It is not written in UTF-8, as by the redirection of Windows PowerShell. ${GIVE_PLAN}, written by: Out-File -Encoding utf8.`,
  ],
  [
    /^(?:\[command\]|::)/,
    'It begins with a line of the wrapper of hashicorp/setup-terraform. Set terraform_wrapper to false there.',
  ],
  [
    /^\s*\{\s*"@(?:level|message|module|timestamp)"/,
    `It is the log of terraform plan -json, and not the plan. Run terraform plan -out=PLAN. ${GIVE_PLAN}.`,
  ],
];

/** Reads the parts of the file that are about Access, and one resource at a time, because plans may be large. */
export function readPlanFile(file: string, text: string): PlanFile {
  const about = (message: string): Problem => ({ message, location: { file, line: 1, column: 1 } });
  const rejected = (...messages: readonly string[]): PlanFile => ({
    resources: [],
    objects: [],
    configuration: undefined,
    problems: messages
      .slice(0, MAX_PROBLEMS)
      .map((message) => about(`This is no Terraform plan that can be read. ${message}`)),
    warnings: [],
  });

  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const members = findMembers(json, 'resource_changes');
  const other = OTHERS.find(([start]) => start.test(json.slice(0, 200)));
  if (members === undefined || (other && !members.has('format_version'))) {
    return rejected(other?.[1] ?? `It is not JSON. ${GIVE_PLAN}, and not the plan file itself.`);
  }
  const member = (key: string): unknown => {
    const span = members.get(key);
    return span && parseSpan(json, span);
  };

  const wrong = checkMembers(members, member);
  if (wrong !== undefined) return rejected(wrong);
  const { resources, objects, mistakes } = readResources(json, members.get('resource_changes'));
  const configuration = member('configuration');
  if (members.has('configuration') && !isMapping(configuration))
    mistakes.push('Its "configuration" is no mapping.');
  if (isTooDeep(members.get('configuration'), MAX_CONFIGURATION_DEPTH))
    mistakes.push(
      `Its "configuration" has more than ${String(MAX_CONFIGURATION_DEPTH)} lists and mappings in one another.`,
    );
  if (mistakes.length > 0) return rejected(...mistakes);
  const warnings =
    member('complete') === false
      ? [
          about(
            'The plan is not complete, because it was limited by -target or because something was put off: what it does not plan is neither tested nor shown.',
          ),
        ]
      : [];
  return { resources, objects, configuration, problems: [], warnings };
}

/** What is wrong with the plan as a whole. */
function checkMembers(
  members: ReadonlyMap<string, Member>,
  member: (key: string) => unknown,
): string | undefined {
  const isPlan = ['resource_changes', 'planned_values'].some((key) => members.has(key));
  if (!isPlan && members.has('values')) {
    return `It is a state, and not a plan. ${GIVE_PLAN}, with the file that terraform plan -out=PLAN writes.`;
  }
  if (!isPlan && !members.has('format_version')) return `It is something else. ${GIVE_PLAN}.`;
  const version = member('format_version');
  if (typeof version !== 'string' || !/^[01]\.\d+$/.test(version)) {
    const found = typeof version === 'string' ? quote(version) : 'none that is text';
    return `Its "format_version" must be 0.x or 1.x, and is ${found}. Use a version of this action that knows it.`;
  }
  // Terraform shows a state without resources like this.
  if (!isPlan && !members.has('configuration')) return `It is an empty state, and not a plan. ${GIVE_PLAN}.`;
  if (member('errored') === true) {
    return 'It is the plan of a run that ended with an error, so that it is not whole. Mend the error and plan again.';
  }
  return undefined;
}

function readResources(
  json: string,
  list: Member | undefined,
): { resources: readonly PlanResource[]; objects: readonly ChangedObject[]; mistakes: string[] } {
  const resources = new Map<string, PlanResource>();
  const objects: ChangedObject[] = [];
  const mistakes: string[] = [];
  if (list !== undefined && list.items === undefined && parseSpan(json, list) !== null) {
    mistakes.push('Its "resource_changes" is no list.');
  }
  const conceal = createConceal();
  for (const [index, item] of (list?.items ?? []).entries()) {
    if (mistakes.length >= MAX_PROBLEMS) break;
    const entry = isTooDeep(item) ? undefined : parseSpan(json, item);
    const resource =
      entry === undefined ? NOT_READ : isTooLong(entry, item) ? TOO_LONG : decodeResource(entry, conceal);
    if (typeof resource === 'string')
      mistakes.push(`resource_changes[${index}] ${resource}. Write the plan again.`);
    else if (resource && resources.has(resource.address)) {
      mistakes.push(
        `resource_changes[${index}] has the address ${quote(resource.address)} of one before it.`,
      );
    } else if (resource) resources.set(resource.address, resource);
    else {
      const object = decodeObject(entry);
      if (object) objects.push(object);
    }
  }
  return { resources: [...resources.values()], objects, mistakes };
}

/** What is not of Access may be as long as it likes. */
function isTooLong(entry: unknown, { start, end }: Span): boolean {
  const type = memberOf(entry, 'type');
  return end - start > MAX_RESOURCE && typeof type === 'string' && KINDS.has(type);
}

function isTooDeep(span: Span | undefined, maxDepth = MAX_DEPTH): boolean {
  return span !== undefined && span.depth > maxDepth;
}
