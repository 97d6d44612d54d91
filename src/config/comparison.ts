/** Something that a config asks for and another does not, or not in this way. */
export interface AssertionChange {
  /**
   * Whether less is asked, more, or what was not asked before or is not any more; `changed` where neither less nor more
   * can be told.
   */
  readonly direction: 'loosened' | 'tightened' | 'new' | 'gone' | 'changed';
  /** The test or check; undefined where the config as a whole is meant. */
  readonly test: string | undefined;
  /** What was asked: the metric, whom an expectation is about, a rule; fit to be shown. */
  readonly rule: string;
  /** In words; undefined where there was, or is, nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}
