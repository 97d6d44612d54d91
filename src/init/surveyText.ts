import { formatCount } from '../format.ts';
import { oneLine } from '../untrusted.ts';
import { type Surveyed } from './surveyed.ts';

/** What became of each application, a line each. */
export function renderSurvey(surveyed: readonly Surveyed[]): string {
  return surveyed.map((one) => oneLine(renderOne(one))).join('\n');
}

function renderOne(surveyed: Surveyed): string {
  const { name } = surveyed.application;
  switch (surveyed.kind) {
    case 'measured': {
      const { usersApproved, usersBlocked, usersErrored } = surveyed.figures;
      return `✓ ${name}: ${formatCount(usersApproved)} approved, ${formatCount(usersBlocked)} blocked, ${formatCount(usersErrored)} in error`;
    }
    case 'empty':
      return `- ${name}: left out, because it has no policies`;
    case 'unproven':
      return `✗ ${name}: ${surveyed.reason}`;
  }
}
