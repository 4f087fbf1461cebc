import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {answerFile, createKeptAnswerFolder, createPassingAnswerFolder} from '../../source/platform/answer-folder.js';
import {noon} from '../helpers/watches.js';

const dayMs = 24 * 60 * 60_000;
const now = () => noon;

const makeStateFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'answer-folder-'));
	context.after(() => rmSync(folder, {recursive: true}));
	return folder;
};

/** Write files that are so many days old. */
const write = (folder: string, ages: Readonly<Record<string, number>>): void => {
	for (const [name, days] of Object.entries(ages)) {
		const file = path.join(folder, name);
		writeFileSync(file, '');
		utimesSync(file, new Date(noon), new Date(noon - days * dayMs));
	}
};

test('the folder of a list is for its user alone, and stays', context => {
	const stateFolder = makeStateFolder(context);
	const answers = createKeptAnswerFolder(stateFolder, now);

	const folder = answers.path();
	writeFileSync(path.join(folder, 'a'), '');
	answers.close();

	assert.equal(folder, path.join(stateFolder, 'answers'));
	assert.equal(statSync(folder).mode & 0o777, 0o700);
	assert.deepEqual(readdirSync(folder), ['a']);
});

test('what nobody has needed for a week is removed, and what was never finished', context => {
	const answers = createKeptAnswerFolder(makeStateFolder(context), now);
	const folder = answers.path();
	write(folder, {needed: 8, old: 8, young: 6, 'new-unfinished': 0.1, 'new-growing': 0});

	answers.tidy(name => name === 'needed');

	assert.deepEqual(readdirSync(folder).toSorted(), ['needed', 'new-growing', 'young']);
});

test('what is dropped is removed, and what is gone already does not matter', context => {
	const answers = createKeptAnswerFolder(makeStateFolder(context), now);
	const folder = answers.path();
	const [one, other, gone] = ['a', 'b', 'c'].map(digit => digit.repeat(64)) as [string, string, string];
	write(folder, {[one]: 0, [other]: 0});

	answers.drop([one, gone]);

	assert.deepEqual(readdirSync(folder), [other]);
});

test('nothing but a file of an answer is dropped, whatever a list says', context => {
	const stateFolder = makeStateFolder(context);
	const answers = createKeptAnswerFolder(stateFolder, now);
	write(stateFolder, {'state.db': 0});
	const folder = answers.path();

	answers.drop(['', '.', '..', '../state.db', path.join(stateFolder, 'state.db')]);

	assert.deepEqual(readdirSync(stateFolder).toSorted(), [path.basename(folder), 'state.db']);
	for (const name of ['', '..', '../state.db', 'A'.repeat(64)]) {
		assert.throws(() => answerFile(folder, name), TypeError);
	}
});

test('nothing is made for a list whose answers hold no files', context => {
	const stateFolder = makeStateFolder(context);
	const answers = createKeptAnswerFolder(stateFolder, now);

	answers.tidy(() => false);
	answers.drop(['a']);
	answers.close();

	assert.deepEqual(readdirSync(stateFolder), []);
});

test('where the folder of the list cannot be made, another one serves for this run', context => {
	const stateFolder = makeStateFolder(context);
	writeFileSync(path.join(stateFolder, 'answers'), 'in the way');
	const answers = createKeptAnswerFolder(stateFolder, now);

	const folder = answers.path();

	assert.notEqual(path.dirname(folder), stateFolder);
	assert.equal(statSync(folder).mode & 0o777, 0o700);
	answers.close();
	assert.ok(!existsSync(folder));
});

test('the folder of one run is one folder, and goes with it', context => {
	const stateFolder = makeStateFolder(context);
	const answers = createPassingAnswerFolder(stateFolder, now);

	const folder = answers.path();
	write(folder, {a: 0});

	assert.equal(answers.path(), folder);
	assert.equal(statSync(folder).mode & 0o777, 0o700);
	answers.close();
	assert.deepEqual(readdirSync(stateFolder), []);
});

test('the folder of a run that was killed goes a week later, and that of one that goes on does not', context => {
	for (const tidy of [
		(stateFolder: string) => {
			const answers = createPassingAnswerFolder(stateFolder, now);
			answers.path();
			answers.close();
		},
		(stateFolder: string) => createKeptAnswerFolder(stateFolder, now).tidy(() => false),
	]) {
		const stateFolder = makeStateFolder(context);
		for (const [name, days] of [
			['answers-killed', 8],
			['answers-young', 6],
			['answers', 8],
			['other', 8],
		] as const) {
			const folder = path.join(stateFolder, name);
			mkdirSync(folder);
			utimesSync(folder, new Date(noon), new Date(noon - days * dayMs));
		}

		tidy(stateFolder);

		assert.deepEqual(readdirSync(stateFolder).toSorted(), ['answers', 'answers-young', 'other']);
	}
});
