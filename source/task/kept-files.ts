import type {Watch} from './watch.js';

/**
The files that the answer of a task held and that we keep, by their SHA-256.
*/
export const keptFilesOf = ({answer}: Watch): readonly string[] =>
	(answer?.outputs ?? []).flatMap(({place}) => (place.type === 'kept' ? [place.sha256] : []));
