import {createPatchPlugin} from './patch.ts';

/**
Puts off the part of meow that normalizes a `package.json`, which builds tables of hosts and licences, until somebody reads `pkg` of its result.
*/
export const lazyMeow = createPatchPlugin('lazy-meow', [
	{
		file: 'meow/build/dependencies.js',
		changes: [
			{
				from: 'var normalizeExports = requireNormalize();\nconst normalizePackageData = getDefaultExportFromCjs(normalizeExports);\n',
				to: 'const normalizePackageData = data => getDefaultExportFromCjs(requireNormalize())(data);\n',
			},
		],
	},
]);
