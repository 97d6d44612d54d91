/*
 * How much a run takes in before it says no: far more than anybody needs, and little enough for a runner to read in
 * seconds. docs/limits.md tells them all.
 */

/** Lists and mappings in one another, in a file or an answer: a policy has some 6, and what walks over it calls itself. */
export const MAX_DEPTH = 100;

/** Words, marks and line breaks of a YAML file: some 20,000 lines, which the parser takes seconds for. */
export const MAX_YAML_TOKENS = 200_000;

/** How often a YAML file may repeat something by an alias; each is looked up among all anchors. */
export const MAX_YAML_ALIASES = 1_000;

/** Values and characters that a YAML file may come to with what its aliases repeat, so that a bomb does not go off. */
export const MAX_YAML_VALUES = 100_000;
export const MAX_YAML_CHARACTERS = 4 * 1024 * 1024;

/** Problems told of one file: more than anybody mends at once. */
export const MAX_PROBLEMS = 100;

/** A report of an earlier run, or the emulator's directory of users: of some 500,000 users. */
export const MAX_REPORT_BYTES = 128 * 1024 * 1024;
export const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024;

/** Users on a page of the API, which gives no more. */
export const MAX_PER_PAGE = 1_000;

/** Characters of a path: as long as Linux takes one (PATH_MAX). */
export const MAX_PATH = 4_096;
