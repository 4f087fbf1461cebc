import {fileURLToPath} from 'node:url';
import {createPatchPlugin} from './patch.ts';

const runtime = fileURLToPath(new URL('runtime/plain-rows.ts', import.meta.url));

/**
Lets Ink put a frame together line by line where it can.

Its own way, a grid with an object for each cell, takes most of the time of a frame, whatever has changed in it.
*/
export const fastRows = createPatchPlugin('fast-rows', [
	{
		file: 'ink/build/output.js',
		prelude: `import {plainRows} from ${JSON.stringify(runtime)};\n`,
		changes: [
			{
				from: '    get() {\n        // Initialize output array',
				to: "    get() {\n        const rows = plainRows(this);\n        if (rows) return {output: rows.join('\\n'), height: rows.length};\n        // Initialize output array",
			},
		],
	},
]);
