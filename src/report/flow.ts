import { formatCount, formatUsers } from '../format.ts';
import { USER_STATUSES, type UserStatus } from '../verdict/assertion.ts';
import { type Changes } from '../verdict/changes.ts';
import { inWords } from './concerned.ts';
import { details, table } from './markdown.ts';
import { NEUTRAL_COLOUR, OUTCOME_COLOURS } from './outcomePicture.ts';

/** Room enough that an arrow seldom passes behind a box, and a background that white words stand out from. */
const SETTINGS = { flowchart: { rankSpacing: 100 }, themeVariables: { edgeLabelBackground: '#57606a' } };

/** Users of one outcome before and one after. */
interface Flow {
  readonly before: UserStatus;
  readonly after: UserStatus;
  readonly users: number;
}

/** How everybody fared before and fares after: a Mermaid picture, and its numbers as a table. Nobody is named. */
export function renderFlow(changes: Changes): string[] {
  const flows = flowsOf(changes);
  const rows = flows.map(({ before, after, users }) => [
    inWords(before),
    inWords(after),
    before === after ? formatCount(users) : `**${formatCount(users)}**`,
  ]);
  return [
    renderPicture(flows),
    details('The same as a table', table(['---', '---', '--:'], [['Before', 'After', 'Users'], ...rows])),
  ];
}

function flowsOf({ moves, unchanged }: Changes): Flow[] {
  return USER_STATUSES.flatMap((before) =>
    USER_STATUSES.map((after) => {
      const move = moves.find((each) => each.before === before && each.after === after);
      return { before, after, users: before === after ? unchanged[before] : (move?.people.total ?? 0) };
    }),
  ).filter(({ users }) => users > 0);
}

function renderPicture(flows: readonly Flow[]): string {
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(SETTINGS)}}%%`,
    'flowchart LR',
    '  accTitle: Access before and after',
    '  accDescr: The table that follows has the same numbers.',
    ...renderColumn('before', 'Before', flows),
    ...renderColumn('after', 'After', flows),
    ...flows.map(renderArrow),
    ...flows.map(renderColour),
    ...USER_STATUSES.map(
      (status) => `  classDef ${status} stroke:${OUTCOME_COLOURS[status]},stroke-width:2px`,
    ),
    // On the page's own background, where the words have the colours of GitHub's theme.
    `  style before fill:none,stroke:${NEUTRAL_COLOUR}`,
    `  style after fill:none,stroke:${NEUTRAL_COLOUR}`,
    '```',
  ].join('\n');
}

function renderColumn(side: 'before' | 'after', title: string, flows: readonly Flow[]): string[] {
  const boxes = USER_STATUSES.map((status) => ({
    status,
    users: flows.filter((flow) => flow[side] === status).reduce((sum, { users }) => sum + users, 0),
  })).filter(({ users }) => users > 0);
  return [
    `  subgraph ${side} [${title}]`,
    ...boxes.map(
      ({ status, users }) => `    ${side}_${status}["${formatCount(users)} ${inWords(status)}"]:::${status}`,
    ),
    '  end',
  ];
}

function renderArrow({ before, after, users }: Flow): string {
  const line = before === after ? '--' : '==';
  // Mermaid leaves out spaces at the ends, https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
  const words = `"#nbsp;${describe({ before, after, users })}#nbsp;"`;
  return `  before_${before} ${line} ${words} ${line}> after_${after}`;
}

function describe({ before, after, users }: Flow): string {
  const one = users === 1;
  const count = formatCount(users);
  if (before === after) return `${count} ${one ? 'stays' : 'stay'}`;
  if (before === 'approved') return `${count} ${one ? 'loses' : 'lose'} access`;
  if (after === 'approved') return `${count} ${one ? 'gains' : 'gain'} access`;
  return formatUsers(users);
}

/** Loss and gain in colours that are told apart on light and on dark, and words that stand out on either. */
function renderColour({ before, after }: Flow, index: number): string {
  const words = `linkStyle ${String(index)} color:#ffffff`;
  if (before === after) return `  ${words}`;
  if (before === 'approved') return `  ${words},stroke:#cf222e`;
  if (after === 'approved') return `  ${words},stroke:#1a7f37`;
  return `  ${words}`;
}
