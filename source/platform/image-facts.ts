import {GIF} from 'image-size/types/gif';
import {JPG} from 'image-size/types/jpg';
import {PNG} from 'image-size/types/png';
import {WEBP} from 'image-size/types/webp';
import type {MediaFacts} from '../task/measurement.js';

/** One by one, as the library's own choice also tries formats that take any bytes for theirs. */
const formats = [PNG, JPG, WEBP, GIF];

/** From here on the camera was held on its side. @see https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E Exif 3.0, 4.6.5.1.6 */
const firstSideways = 5;

/**
What the first bytes of a picture tell.

@returns `undefined` where they are those of no picture we know.
@throws where they end too early.
*/
export const imageFacts = (head: Uint8Array): MediaFacts | undefined => {
	const size = formats.find(format => format.validate(head))?.calculate(head);
	if (!size) {
		return undefined;
	}

	const {width, height, orientation = 1} = size;
	return orientation >= firstSideways ? {width: height, height: width} : {width, height};
};
