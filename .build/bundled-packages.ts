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
Files of the bundle that are loaded with one of them, itself among them.
*/
export const eagerFiles = ({outputs}: Metafile, entry: string): ReadonlySet<string> => {
	const paths = new Set([entry]);

	// A set that is added to while it is gone through hands out the additions too.
	for (const path of paths) {
		for (const {path: imported, kind, external} of outputs[path]?.imports ?? []) {
			if (kind === 'import-statement' && !external) {
				paths.add(imported);
			}
		}
	}

	return paths;
};

/**
Packages that are loaded with the entry file, before anything is drawn.
*/
export const eagerFolders = (metafile: Metafile, entry: string): readonly string[] =>
	[...foldersOf(metafile.outputs, eagerFiles(metafile, entry))].toSorted();
