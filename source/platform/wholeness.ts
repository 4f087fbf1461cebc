/**
What a file's content tells of its being there to its end: `unknown` where the format has no end that shows.
*/
export type Wholeness = 'whole' | 'damaged' | 'unknown';
