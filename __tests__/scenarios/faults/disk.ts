/** A disk that does not take the report of a gate that would pass. */
export interface Unwritable {
  readonly name: string;
  /** The files that cannot be written, or their folder that cannot be made. */
  readonly lost: readonly string[] | 'the folder';
  /** How the system says it. */
  readonly code: string;
  readonly says: string;
}

const ELSEWHERE = 'set report-dir to a folder that can be written to';
const NEXT: Readonly<Record<string, string>> = {
  ENOSPC: 'make room on its disk, or set report-dir to a folder on another',
  EDQUOT: 'make room on its disk, or set report-dir to a folder on another',
};

const FILES = [
  ['report.json'],
  ['summary.md'],
  ['comment.md'],
  ['junit.xml'],
  ['snapshot.json'],
  ['report.json', 'summary.md', 'comment.md', 'junit.xml', 'snapshot.json'],
] as const;

export const UNWRITABLE: readonly Unwritable[] = [
  ...['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EISDIR'].flatMap((code) =>
    FILES.map((lost) => ({
      name: `${lost.join(' and ')} cannot be written (${code})`,
      lost,
      code,
      says: `${lost.join(' and ')} could not be written (${code}): ${NEXT[code] ?? ELSEWHERE}.`,
    })),
  ),
  ...['ENOSPC', 'EROFS', 'EACCES', 'ENOTDIR', 'ENAMETOOLONG'].map((code) => ({
    name: `the folder of the report cannot be made (${code})`,
    lost: 'the folder' as const,
    code,
    says: `The report could not be written (${code}): ${NEXT[code] ?? ELSEWHERE}.`,
  })),
];
