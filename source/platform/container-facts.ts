import {BufferSource, Input, Logging, LogLevel, MATROSKA, MP4, QTFF, WEBM} from 'mediabunny';
import type {MediaFacts} from '../task/measurement.js';

// It would write its warnings across the screen.
Logging.level = LogLevel.Silent;

const open = (bytes: Uint8Array) => new Input({formats: [MP4, QTFF, WEBM, MATROSKA], source: new BufferSource(bytes)});

type Pixels = Pick<MediaFacts, 'width' | 'height'>;

const pixels = async (input: Input): Promise<Pixels> => {
	const [track] = await input.getVideoTracks();
	return track ? {width: await track.getDisplayWidth(), height: await track.getDisplayHeight()} : {};
};

/**
The size of a movie from its index. Its duration is not asked for here: to tell it the library would build tables as long as the file claims them to be, which may be more than fits into the memory.

@throws where the bytes are no such thing.
*/
export const moviePixels = async (index: Uint8Array): Promise<Pixels> => {
	// A fragment has no place in an index, and the library would believe the count of its samples.
	if (Buffer.from(index.buffer, index.byteOffset, index.length).includes('moof')) {
		throw new TypeError('A fragment within the index');
	}

	using input = open(index);
	return await pixels(input);
};

/**
The size and duration of a WebM or Matroska file.

@param index - Of nothing but whole elements that belong there: in anything else the library would search without end.
@throws where the bytes are no such thing.
*/
export const matroskaFacts = async (index: Uint8Array): Promise<MediaFacts> => {
	using input = open(index);
	return {...(await pixels(input)), durationSeconds: (await input.getDurationFromMetadata()) ?? undefined};
};
