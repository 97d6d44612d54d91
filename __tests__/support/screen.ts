/** A terminal as far as this project writes to one: what stands on it, and what it was sent. */
export interface FakeTerminal extends NodeJS.WritableStream {
  readonly isTTY: true;
  columns: number;
  /** The lines that are seen, without blanks at their ends; the last one is that of the cursor. */
  lines(): string[];
  /** Everything that was written. */
  sent(): string;
}

const SEQUENCE = /\p{Cc}\[(\d*)([A-Z])|[^]/gu;

/** A terminal that knows line feeds, returns, and the sequences that move the cursor and empty lines; it wraps. */
export function aTerminal(columns = 80): FakeTerminal {
  const rows: string[][] = [[]];
  let sent = '';
  let [row, column] = [0, 0];

  const goTo = (newRow: number): void => {
    row = Math.max(0, newRow);
    while (rows.length <= row) rows.push([]);
  };
  const put = (character: string): void => {
    if (column >= terminal.columns) {
      goTo(row + 1);
      column = 0;
    }
    const cells = rows[row] ?? [];
    while (cells.length < column) cells.push(' ');
    cells[column] = character;
    column += 1;
  };
  const obey = (sequence: string, count: string, letter: string): void => {
    const steps = Number(count || '1');
    if (letter === 'A') goTo(row - steps);
    else if (letter === 'B') goTo(row + steps);
    else if (letter === 'G') column = steps - 1;
    else if (letter === 'K' && Number(count) === 0) rows[row]?.splice(column);
    else if (letter === 'K' && count === '2') rows[row]?.splice(0);
    else if (letter === 'J' && Number(count) === 0) {
      rows[row]?.splice(column);
      rows.splice(row + 1);
    } else throw new Error(`The terminal does not know ${JSON.stringify(sequence)}.`);
  };

  const terminal = {
    isTTY: true,
    columns,
    write(text: string) {
      sent += text;
      for (const [sequence, count, letter] of text.matchAll(SEQUENCE)) {
        if (letter !== undefined) obey(sequence, count ?? '', letter);
        else if (sequence === '\n') {
          goTo(row + 1);
          column = 0;
        } else if (sequence === '\r') column = 0;
        else put(sequence);
      }
      return true;
    },
    lines: () => rows.map((cells) => cells.join('').trimEnd()),
    sent: () => sent,
  };
  return terminal as unknown as FakeTerminal;
}
