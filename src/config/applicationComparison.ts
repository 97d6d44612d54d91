import { plain } from '../untrusted.ts';
import { nameStatus } from '../verdict/application.ts';
import { type Naming } from '../verdict/person.ts';
import { foldCase } from '../verdict/user.ts';
import { type Difference } from './comparison.ts';
import { type ApplicationCheckConfig } from './config.ts';
import { pairUp } from './pairing.ts';

/** What becomes of a check of a saved application. */
export function compareChecks(
  before: ApplicationCheckConfig,
  after: ApplicationCheckConfig,
  naming: Naming,
): Difference[] {
  const userOf = ({ expected }: ApplicationCheckConfig): string => expected.user.name;
  return [
    ...compareText('app_id', before.appId, after.appId),
    ...compareText('zone_id', before.zoneId, after.zoneId),
    ...(foldCase(userOf(before)) === foldCase(userOf(after))
      ? []
      : [changed('user', naming.nameOf(userOf(before)), naming.nameOf(userOf(after)))]),
    ...compareStatuses(before, after),
  ];
}

function compareStatuses(before: ApplicationCheckConfig, after: ApplicationCheckConfig): Difference[] {
  const pairs = pairUp(before.expected.statuses, after.expected.statuses, [
    ({ precedence }) => [String(precedence)],
  ]);
  return pairs.flatMap((pair): Difference[] => {
    switch (pair.kind) {
      case 'both':
        return compareText(nameStatus(pair.before.precedence), pair.before.status, pair.after.status);
      case 'gone': {
        const { before: was } = pair;
        return [
          {
            direction: 'gone',
            rule: nameStatus(was.precedence),
            before: plain(was.status),
            after: undefined,
          },
        ];
      }
      case 'new': {
        const { after: is } = pair;
        return [
          { direction: 'new', rule: nameStatus(is.precedence), before: undefined, after: plain(is.status) },
        ];
      }
    }
  });
}

function compareText(rule: string, before: string | undefined, after: string | undefined): Difference[] {
  if (before === after) return [];
  return [
    changed(
      rule,
      before === undefined ? undefined : plain(before),
      after === undefined ? undefined : plain(after),
    ),
  ];
}

function changed(rule: string, before: string | undefined, after: string | undefined): Difference {
  return { direction: 'changed', rule, before, after };
}
