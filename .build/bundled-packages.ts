import type {Metafile} from 'esbuild';

type Outputs = Metafile['outputs'];

/**
The folder of the package that a bundled file belongs to.

@returns A path such as `node_modules/ink`, or undefined for a file of our own.
*/
export const packageFolder = (input: string): string | undefined =>
	/^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];

const foldersOf = (outputs: Outputs, paths: Iterable<string>): ReadonlySet<string> =>
	new Set(
		[...paths]
			.flatMap(path => Object.entries(outputs[path]?.inputs ?? {}))
			.filter(([, {bytesInOutput}]) => bytesInOutput > 0)
			.map(([input]) => packageFolder(input))
			.filter(folder => folder !== undefined),
	);

/**
Packages in any file of the bundle.
*/
export const bundledFolders = ({outputs}: Metafile): readonly string[] =>
	[...foldersOf(outputs, Object.keys(outputs))].toSorted();

/**
Packages that are loaded with the entry file, before anything is drawn.
*/
export const eagerFolders = ({outputs}: Metafile, entry: string): readonly string[] => {
	const paths = new Set([entry]);

	// A set that is added to while it is gone through hands out the additions too.
	for (const path of paths) {
		for (const {path: imported, kind} of outputs[path]?.imports ?? []) {
			if (kind === 'import-statement') {
				paths.add(imported);
			}
		}
	}

	return [...foldersOf(outputs, paths)].toSorted();
};
