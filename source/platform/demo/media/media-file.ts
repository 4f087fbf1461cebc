import {createHash} from 'node:crypto';
import {type ClipName, clips} from './clips.js';
import {clipBytes} from './mp4.js';
import {drawPng, type Picture} from './png.js';

/**
What a task makes.
*/
export type MediaSpec =
	| {
			readonly type: 'clip';
			readonly clip: ClipName;
			readonly paddedToBytes?: number;
			/** How fast the media host sends it. As fast as it goes where left out. */
			readonly bytesPerSecond?: number;
	  }
	| ({readonly type: 'picture'} & Picture);

export type MediaFile = {
	readonly extension: 'mp4' | 'png';
	readonly contentType: string;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	readonly bytesPerSecond?: number | undefined;
	readonly bytes: () => Buffer;
	/** Strong, with its quotes. */
	readonly etag: () => string;
};

const once = <T>(make: () => T): (() => T) => {
	let made: {readonly value: T} | undefined;
	return () => {
		made ??= {value: make()};
		return made.value;
	};
};

const withContent = (file: Omit<MediaFile, 'bytes' | 'etag'>, make: () => Buffer): MediaFile => {
	const bytes = once(make);
	return {...file, bytes, etag: once(() => `"${createHash('sha256').update(bytes()).digest('hex').slice(0, 32)}"`)};
};

/**
A file that is made when it is first needed, and only once.
*/
export const createMediaFile = (spec: MediaSpec): MediaFile => {
	if (spec.type === 'picture') {
		const {width, height} = spec;
		return withContent({extension: 'png', contentType: 'image/png', width, height}, () => drawPng(spec));
	}

	const {clip, paddedToBytes, bytesPerSecond} = spec;
	const {width, height} = clips[clip];
	return withContent({extension: 'mp4', contentType: 'video/mp4', width, height, bytesPerSecond}, () =>
		clipBytes(clip, paddedToBytes),
	);
};
