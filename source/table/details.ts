import {firstLinkEnd, warnMs} from '../store/link-ends.js';
import {downloadsOf} from '../store/selectors.js';
import {counted} from '../task/counted.js';
import type {Download, DownloadState} from '../task/download.js';
import type {Output} from '../task/task.js';
import {elapsedMs, isElapsedApproximate, isFinished, phaseOf, type Watch} from '../task/watch.js';
import type {RowContext, Span, Tone} from './cell.js';
import {expectedSpan} from './expected.js';
import {blockText, linkOf} from './file-cell.js';
import {formatBytes, formatDue, formatDuration, formatTimeOfDay} from './format.js';
import {lookOf} from './phase-look.js';

/**
One thing to know of a task: a word on the left, and what there is to say of it.
*/
export type Detail = {readonly title: string; readonly value: Span};

type Describe = (watch: Watch, context: RowContext) => readonly Detail[];

const sentence = (parts: readonly (string | false | undefined)[], dot: string): string =>
	parts.filter(Boolean).join(` ${dot} `);

const status: Describe = (watch, {glyphs}) => {
	const {glyph, word, tone} = lookOf(watch);
	const {statusText, progress} = watch.answer ?? {};
	const text = sentence(
		[
			`${glyphs[glyph]} ${word}`,
			statusText !== undefined && `the service says: ${statusText}`,
			phaseOf(watch) === 'running' && progress !== undefined && `${Math.floor(progress)}%`,
		],
		glyphs.dot,
	);
	return [{title: 'status', value: {text, tone}}];
};

const error: Describe = ({answer}) =>
	answer?.error ? [{title: 'reason', value: {text: answer.error, tone: 'bad'}}] : [];

const unknownBody: Describe = ({answer}) => (answer?.body ? [{title: 'answer', value: {text: answer.body}}] : []);

const made: Describe = ({answer}, {glyphs}) => {
	const text = sentence(
		[
			answer?.model ?? answer?.family,
			answer?.width && answer.height ? `${answer.width}x${answer.height}` : answer?.resolutionLabel,
			answer?.durationSeconds !== undefined && formatDuration(answer.durationSeconds * 1000),
		],
		glyphs.dot,
	);
	return text === '' ? [] : [{title: 'model', value: {text}}];
};

const timing: Describe = (watch, {now, glyphs}) => {
	const elapsed = elapsedMs(watch, now);
	const {createdAt, finishedAt} = watch.answer ?? {};
	const text = sentence(
		[
			elapsed !== undefined && `elapsed ${formatDuration(elapsed)}`,
			isElapsedApproximate(watch)
				? `watched since ${formatTimeOfDay(watch.addedAt)}, the service tells no start`
				: createdAt !== undefined && `started ${formatTimeOfDay(createdAt)}`,
			finishedAt !== undefined && `ended ${formatTimeOfDay(finishedAt)}`,
		],
		glyphs.dot,
	);
	return [{title: 'time', value: {text}}];
};

const expected: Describe = (watch, context) => {
	const value = expectedSpan(watch, context);
	return value ? [{title: 'expected', value}] : [];
};

const asking: Describe = (watch, {now, glyphs}) => {
	const {state, message, lastAnswerAt, roundTripMs, nextPollAt} = watch.health;
	const text = sentence(
		[
			message,
			lastAnswerAt === undefined ? 'no answer yet' : `last answer ${formatDuration(now - lastAnswerAt)} ago`,
			roundTripMs !== undefined && `took ${roundTripMs} ms`,
			isFinished(watch)
				? watch.isGivenUp && 'given up'
				: nextPollAt !== undefined && `next ${formatDue(nextPollAt - now)}`,
		],
		glyphs.dot,
	);
	return [{title: 'asking', value: {text, tone: state === 'ok' ? 'faint' : 'trouble'}}];
};

const outputText = ({kind, place}: Output, download: Download | undefined, now: number): string => {
	switch (download?.state.type) {
		case 'saved': {
			const {path, bytes, warning} = download.state;
			return `${path} (${formatBytes(bytes)})${warning === undefined ? '' : `. ${warning}`}`;
		}

		case 'failed': {
			return `not saved: ${download.state.message}`;
		}

		case 'blocked': {
			return blockText(download.state, now);
		}

		default: {
			const inAnswer = `${kind}, held in the answer itself`;
			return {
				url: place.type === 'url' ? place.url : '',
				file:
					place.type === 'file' ? `${kind}, file_id ${place.fileId}: the link is fetched when it is downloaded` : '',
				content: `${kind}: the link is fetched when it is downloaded`,
				inline: inAnswer,
				kept: inAnswer,
				unkept: place.type === 'unkept' ? place.reason : '',
			}[place.type];
		}
	}
};

const tones: Readonly<Partial<Record<DownloadState['type'], Tone>>> = {
	saved: 'good',
	failed: 'bad',
	blocked: 'trouble',
};

const results: Describe = (watch, {downloads, now}) => {
	const saved = new Map(downloadsOf(watch, downloads).map(download => [download.outputIndex, download]));
	const outputs = watch.answer?.outputs ?? [];
	return outputs.map((output, index) => {
		const download = saved.get(index);
		const tone = tones[download?.state.type ?? 'queued'] ?? 'plain';
		return {
			title: outputs.length === 1 ? 'result' : `result ${index + 1}`,
			value: {text: outputText(output, download, now), tone, link: linkOf(output)},
		};
	});
};

const leftOut: Describe = ({answer}) => {
	const {leftOutCount, outputs} = answer ?? {};
	if (leftOutCount === undefined) {
		return [];
	}

	const text = `${counted(leftOutCount, 'more result')}: no more than ${outputs?.length} are taken of one task`;
	return [{title: 'left out', value: {text, tone: 'trouble'}}];
};

const links: Describe = (watch, {downloads, now}) => {
	const end = firstLinkEnd(watch, downloads);
	if (end === undefined) {
		return [];
	}

	const text =
		end > now ? `ends ${formatDue(end - now)}, at ${formatTimeOfDay(end)}` : 'is over: d asks for a fresh one';
	return [{title: 'link', value: {text, tone: end - now < warnMs ? 'trouble' : 'plain'}}];
};

/**
What there is to know of one task, the most important first.
*/
export const detailsOf: Describe = (watch, context) =>
	[status, error, results, leftOut, links, made, timing, expected, asking, unknownBody].flatMap(describe =>
		describe(watch, context),
	);
