import {existsSync, readdirSync, readFileSync} from 'node:fs';

const readProcess = (processId: number | string, name: string): string => {
	try {
		return readFileSync(`/proc/${processId}/${name}`, 'latin1');
	} catch {
		// It has ended, or the system shows no processes as files.
		return '';
	}
};

const parentOf = (processId: string): number => Number(/\) \S (\d+) /.exec(readProcess(processId, 'stat'))?.[1]);

/**
The command lines of a process and of all those that it has started, as every user of the machine can see them. Empty where there is no `/proc`.
*/
export const commandLinesOf = (processId: number): string => {
	const parents = new Map(
		(existsSync('/proc') ? readdirSync('/proc') : [])
			.filter(name => /^\d+$/.test(name))
			.map(name => [Number(name), parentOf(name)]),
	);
	const isBelow = (each: number | undefined): boolean =>
		each !== undefined && (each === processId || isBelow(parents.get(each)));
	return [...parents.keys()]
		.filter(isBelow)
		.map(each => readProcess(each, 'cmdline'))
		.join('\n');
};
