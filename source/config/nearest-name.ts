/** How many letters must be changed, put in, left out or swapped with their neighbour to make one word of another. */
const distance = (from: string, to: string): number => {
	let beforePrevious: readonly number[] = [];
	let previous: readonly number[] = Array.from({length: to.length + 1}, (_, column) => column);
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const isSame = from[row - 1] === to[column - 1];
			const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current[column] = Math.min(
				(previous[column] ?? 0) + 1,
				(current[column - 1] ?? 0) + 1,
				(previous[column - 1] ?? 0) + (isSame ? 0 : 1),
				isSwapped ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
			);
		}

		beforePrevious = previous;
		previous = current;
	}

	return previous.at(-1) ?? 0;
};

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, '');

/** More than one in three letters wrong is another word; one may be wrong in any. */
const lettersPerMistake = 3;
const longestName = 64;

/**
The one of some names that was probably meant: capitals, hyphens and underscores do not count, and a few letters may be wrong.
*/
export const nearestName = (name: string, names: readonly string[]): string | undefined => {
	if (name.length > longestName) {
		return undefined;
	}

	return names
		.map(known => ({known, mistakes: distance(plain(name), plain(known))}))
		.filter(({known, mistakes}) => mistakes <= Math.max(1, Math.floor(known.length / lettersPerMistake)))
		.sort((one, other) => one.mistakes - other.mistakes)[0]?.known;
};
