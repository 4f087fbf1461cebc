import type {Output} from '../task/task.js';
import type {Watch} from '../task/watch.js';
import {isoTime} from './iso-time.js';

/** Counts the shape. Within it fields are only ever added. */
const version = 1;

/** Nothing of a service's words that may hold a signed link. */
const linkless = (text: string | undefined): string | null => (text === undefined || /:\/\//v.test(text) ? null : text);

/**
What made a file, as the JSON text that stands beside it. It holds no link and no key.

@param service - The name of the service that was asked.
@param savedAt - Milliseconds since the Unix epoch.
*/
export const sidecarText = (
	{id, profile, label, answer, addedAt}: Watch,
	{
		service,
		output,
		outputIndex,
		file: {bytes, sha256},
		savedAt,
	}: {
		readonly service: string;
		readonly output: Output;
		readonly outputIndex: number;
		readonly file: {readonly bytes: number; readonly sha256: string};
		readonly savedAt: number;
	},
): string =>
	`${JSON.stringify(
		{
			v: version,
			id,
			provider: service,
			profile,
			label: label ?? null,
			model: linkless(answer?.model),
			family: answer?.family ?? null,
			statusText: linkless(answer?.statusText),
			createdAt: isoTime(answer?.createdAt),
			finishedAt: isoTime(answer?.finishedAt),
			firstSeenAt: isoTime(addedAt),
			savedAt: isoTime(savedAt),
			output: {
				index: outputIndex,
				kind: output.kind,
				width: answer?.width ?? null,
				height: answer?.height ?? null,
				durationSeconds: answer?.durationSeconds ?? null,
				bytes,
				sha256,
			},
		},
		undefined,
		2,
	)}\n`;
