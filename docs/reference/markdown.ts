/** A table; its cells are Markdown already. Prettier aligns it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Plain text as Markdown, in which nothing stands for anything else; fit for a cell. */
export function plain(text: string): string {
  return text.replaceAll(/[\\*<|[\]`]/g, (mark) => `\\${mark}`);
}

export function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** A page of the reference, which begins by saying that nobody edits it. */
export function page(title: string, ...parts: readonly string[]): string {
  return [
    `# ${title}`,
    '<!-- Written by `npm run reference`: change what it is made from. -->',
    ...parts,
    '',
  ].join('\n\n');
}
