import {randomBytes} from 'node:crypto';

/** What makes each canary unlike any other: short enough to be found where a key is cut as well. */
const cores = new Set<string>();

const keyStart = 'tw_CANARY_';
const coreBytes = 8;

/**
A key for a program under test, which is looked for wherever no key may be.
*/
export const makeCanary = (): string => {
	const core = randomBytes(coreBytes).toString('hex');
	cores.add(core);
	return keyStart + core + randomBytes(8).toString('hex');
};

/** What is looked for of a key. */
const coreOf = (canary: string): string => canary.slice(keyStart.length, keyStart.length + 2 * coreBytes);

/** The base64 of a text within a longer one: without the characters that its neighbours have a part in. */
const base64Within = (text: string, bytesBefore: number): readonly string[] => {
	const bytes = Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(text)]);
	return (['base64', 'base64url'] as const).map(encoding =>
		bytes.toString(encoding).slice(Math.ceil((bytesBefore * 4) / 3), Math.floor((bytes.length * 4) / 3)),
	);
};

const percentEncoded = (text: string): string => text.replaceAll(/./g, sign => `%${Buffer.from(sign).toString('hex')}`);

/** A canary as it is, and as it comes out of the usual encodings. */
const formsOf = (core: string): readonly string[] => [
	core,
	Buffer.from(core).toString('hex'),
	percentEncoded(core),
	...[0, 1, 2].flatMap(bytesBefore => base64Within(core, bytesBefore)),
];

/**
Whether there is a canary in a text or in bytes, whole or its first half, in plain, in base64, percent-encoded or in hexadecimal.

@param wanted - The cores that are looked for. @default all
*/
export const holdsCanary = (content: string | Uint8Array, wanted: Iterable<string> = cores): boolean => {
	const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
	const inSmallLetters = text.toLowerCase();
	return [...wanted].some(core => formsOf(core).some(form => text.includes(form) || inSmallLetters.includes(form)));
};

/**
@param canary - The only one that can be there; any other is looked for where it is not told.
@throws {Error} where a canary is in one of the contents, with the names of those places and nothing of the canary.
*/
export const assertNoCanary = (
	contents: Iterable<readonly [place: string, content: string | Uint8Array]>,
	canary?: string,
): void => {
	const wanted = canary === undefined ? cores : [coreOf(canary)];
	const places = [...contents].filter(([, content]) => holdsCanary(content, wanted)).map(([place]) => place);
	if (places.length > 0) {
		throw new Error(`A key is where none may be: ${[...new Set(places)].join(', ')}`);
	}
};

/** The names of variables that hold keys. */
const keyVariable = /(?:TOKEN|KEY)$/;

/**
@throws {Error} where a program is to be given a key that nobody would look for.
*/
export const assertKeysAreCanaries = (env: Readonly<Record<string, string>>): void => {
	for (const [name, value] of Object.entries(env)) {
		if (keyVariable.test(name) && !value.split(':').every(part => holdsCanary(part))) {
			throw new Error(`${name} has to be made by \`makeCanary\``);
		}
	}
};
