/**
What is looked at as one: a line, or the lines of a JSON document that is printed over several.
*/
export type TextRecord = {
	readonly lines: readonly string[];
};

export const indentWidth = (line: string): number => line.search(/[^ \t]|$/);

/** Whether a document may begin at a line. */
export const opensDocument = (line: string): boolean => /[{[]/.test(line.trimEnd().slice(-1));

/** Whether the document that began at this indentation ends at a line. */
export const closesDocument = (line: string, width: number): boolean =>
	indentWidth(line) === width && /[\]}]/.test(line.charAt(width));

/** Where the next line of a kind is; ask with growing indices only. */
const createFinder = (indices: readonly number[]) => {
	let next = 0;
	return (after: number): number | undefined => {
		while ((indices[next] ?? Number.POSITIVE_INFINITY) <= after) {
			next++;
		}

		return indices[next];
	};
};

/** Lines that begin with a closing bracket, by indentation. Found once, so that the time is linear in any text. */
const findClosings = (lines: readonly string[]) => {
	const closings = new Map<number, number[]>();
	for (const [index, line] of lines.entries()) {
		const width = indentWidth(line);
		if (closesDocument(line, width)) {
			const indices = closings.get(width) ?? [];
			indices.push(index);
			closings.set(width, indices);
		}
	}

	return new Map(closings.entries().map(([width, indices]) => [width, createFinder(indices)]));
};

/**
Part a text into records.

A document begins at a line that ends with an opening bracket, and ends at the first line with a closing one at the same indentation, as all printers of JSON do it.
*/
export const readRecords = (text: string): readonly TextRecord[] => {
	const lines = text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
	const closings = findClosings(lines);
	const records: TextRecord[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] ?? '';
		const end = (opensDocument(line) && closings.get(indentWidth(line))?.(index)) || index;
		records.push({lines: lines.slice(index, end + 1)});
		index = end;
	}

	return records;
};
