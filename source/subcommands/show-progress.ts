import type {Program} from '../program.js';
import {createPainter} from '../screen/paint.js';
import {createProgress, type Progress} from '../screen/progress.js';
import type {Settings} from '../settings.js';
import type {AppStore} from '../store/app-store.js';
import {asciiGlyphs, unicodeGlyphs} from '../table/glyphs.js';

const noProgress: Progress = {above: write => write(), forget() {}, end() {}};

/**
Show people on standard error how the tasks stand, where that is a terminal.
*/
export const showProgress = (
	store: AppStore,
	{colourDepth, isAscii}: Settings,
	{stdout, stderr, hasProgress, onContinue}: Program,
): Progress => {
	if (!hasProgress) {
		return noProgress;
	}

	const progress = createProgress({
		store,
		terminal: {write: text => stderr.write(text), size: () => stderr},
		glyphs: isAscii ? asciiGlyphs : unicodeGlyphs,
		paint: createPainter(colourDepth, isAscii),
	});
	onContinue(progress.forget);
	// Data that go elsewhere are not in the way.
	return {...progress, above: stdout.isTTY ? progress.above : noProgress.above};
};
