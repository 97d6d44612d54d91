/**
 * How much is told of a report beside its verdict, changes and findings, most first: `everything`; `people`: who is
 * concerned, and pictures; `findings`: no more than that.
 */
export type Detail = 'everything' | 'people' | 'findings';
