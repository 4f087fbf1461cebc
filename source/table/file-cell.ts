import {firstLinkEnd, warnMs} from '../store/link-ends.js';
import {downloadsOf, hasUnsaved} from '../store/selectors.js';
import {counted} from '../task/counted.js';
import type {BlockedDownload, Download, DownloadState} from '../task/download.js';
import type {Output, TaskAnswer} from '../task/task.js';
import {hasNoResult, phaseOf, type Watch} from '../task/watch.js';
import type {RowContext, Span} from './cell.js';
import {formatBytes, formatDue, formatUntil} from './format.js';

const dayMs = 24 * 60 * 60_000;

const baseName = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

export const linkOf = ({place}: Output): string | undefined => (place.type === 'url' ? place.url : undefined);

/**
What keeps a file from being written, and when it is tried again.
*/
export const blockText = ({until, message}: BlockedDownload, now: number): string =>
	`${until === undefined ? 'paused' : `retry ${formatDue(until - now)}`}: ${message}`;

const isBlocked = (state: DownloadState): state is BlockedDownload => state.type === 'blocked';

/**
How far the downloads of one task are, all files together.
*/
const progressText = (downloads: readonly Download[], now: number): string => {
	const waiting = downloads.find(({state}) => state.type === 'waiting')?.state;
	if (waiting?.type === 'waiting') {
		return `retry ${formatDue(waiting.until - now)}: ${waiting.message}`;
	}

	const receiving = downloads.flatMap(({state}) => (state.type === 'receiving' ? [state] : []));
	if (receiving.length === 0) {
		return 'waiting for its turn';
	}

	const receivedBytes = receiving.reduce((sum, state) => sum + state.receivedBytes, 0);
	const totalBytes = receiving.reduce((sum, state) => sum + (state.totalBytes ?? Number.NaN), 0);
	return totalBytes > 0
		? `${Math.floor((100 * receivedBytes) / totalBytes)}% ${formatBytes(receivedBytes)} of ${formatBytes(totalBytes)}`
		: formatBytes(receivedBytes);
};

const savedCell = (saved: readonly Download[]): Span => {
	const files = saved.flatMap(({state}) => (state.type === 'saved' ? [state] : []));
	const [first] = files;
	const bytes = formatBytes(files.reduce((sum, file) => sum + file.bytes, 0));
	return {
		text:
			files.length === 1 && first
				? `saved ${bytes}  ${baseName(first.path)}`
				: `saved ${counted(files.length, 'file')}, ${bytes}`,
		tone: 'good',
	};
};

const readyCell = ({outputs}: TaskAnswer, end: number | undefined, now: number): Span => {
	const kinds = new Set(outputs.map(({kind}) => kind));
	const kind = kinds.size === 1 ? [...kinds].join('') : 'file';
	const what = outputs.length === 1 ? kind : counted(outputs.length, kind);
	const link = outputs.map(linkOf).find(url => url !== undefined);
	if (end === undefined || end - now > dayMs) {
		return {text: `${what} ready`, tone: 'strong', link};
	}

	return end > now
		? {text: `${what}, link for ${formatUntil(end - now)}`, tone: end - now < warnMs ? 'trouble' : 'strong', link}
		: {text: `${what}, d renews the link`, tone: 'trouble', link};
};

/**
What there is of the result, or the next thing to know of it: its download, its place on the disk, or why there is none.
*/
export const fileCell = (watch: Watch, {downloads: all, glyphs, now}: RowContext): Span => {
	const {answer} = watch;
	const phase = phaseOf(watch);
	if (hasNoResult(watch)) {
		return {text: 'no result in the answer', tone: 'trouble'};
	}

	if (phase !== 'succeeded' || !answer) {
		const reason = watch.isGivenUp ? watch.health.message : answer?.error;
		return reason ? {text: reason, tone: 'bad'} : {text: glyphs.none, tone: 'faint'};
	}

	const downloads = downloadsOf(watch, all);
	const failed = downloads.find(({state}) => state.type === 'failed')?.state;
	const blocked = downloads.map(({state}) => state).find(isBlocked);
	if (blocked) {
		return {text: `${glyphs.down} ${blockText(blocked, now)}`, tone: 'trouble'};
	}

	if (downloads.some(({state}) => state.type !== 'saved' && state.type !== 'failed')) {
		return {text: `${glyphs.down} ${progressText(downloads, now)}`, tone: 'busy'};
	}

	if (failed?.type === 'failed') {
		return {text: `not saved: ${failed.message}`, tone: 'bad'};
	}

	return hasUnsaved(watch, all) ? readyCell(answer, firstLinkEnd(watch, all), now) : savedCell(downloads);
};
