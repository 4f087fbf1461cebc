import {readFile, writeFile} from 'node:fs/promises';
import {withDerivedParts} from './readme-parts.ts';

const path = new URL('../README.md', import.meta.url);
await writeFile(path, withDerivedParts(await readFile(path, 'utf8')));
