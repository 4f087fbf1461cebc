import {chmod, copyFile, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {bundledFolders, eagerFolders} from './bundled-packages.ts';
import {configJsonSchema} from './config-schema.ts';
import {manPage} from './man-page.ts';
import {launcherOptions, programOptions, rootFolder} from './program-options.ts';
import {thirdPartyLicenses} from './third-party-licenses.ts';

const outputFolder = path.join(rootFolder, 'dist');

/** Not needed to draw the first frame, and each as slow to load as all the rest. */
const latePackages = ['undici', 'file-type', 'mediabunny', 'image-size'];

await rm(outputFolder, {recursive: true, force: true});

const [{metafile}] = await Promise.all([
	build({...programOptions, outdir: outputFolder}),
	build({...launcherOptions, outdir: outputFolder}),
]);

const early = eagerFolders(metafile, 'dist/cli.js').filter(folder =>
	latePackages.includes(path.posix.basename(folder)),
);
if (early.length > 0) {
	throw new Error(`Expected to be loaded by \`import()\`, after the first frame: ${early.join(', ')}`);
}

await chmod(path.join(outputFolder, 'taskwatch.js'), 0o755);
await writeFile(
	path.join(outputFolder, 'third-party-licenses.txt'),
	await thirdPartyLicenses(bundledFolders(metafile).map(folder => path.join(rootFolder, folder))),
);

await writeFile(
	path.join(outputFolder, 'config.schema.json'),
	`${JSON.stringify(configJsonSchema(), undefined, '\t')}\n`,
);
const {version} = JSON.parse(await readFile(path.join(rootFolder, 'package.json'), 'utf8'));
await writeFile(path.join(outputFolder, 'taskwatch.1'), manPage(version));
await copyFile(path.join(rootFolder, 'source/output/json-types.ts'), path.join(outputFolder, 'taskwatch.d.ts'));

if (!process.argv.includes('--quiet')) {
	for (const [file, {bytes}] of Object.entries(metafile.outputs)) {
		console.log(`${file} ${Math.ceil(bytes / 1024)} KiB`);
	}
}
