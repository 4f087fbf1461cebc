/** Whether what is pasted is marked (mode 2004), and then a question that each terminal answers. */
const question = '\u001B[?2004$p\u001B[c';

const pasteMode = /\x1B\[\?2004;(\d)\$y/v;
const lastAnswer = /\x1B\[\?[\d;]*c/v;

/**
Ask a terminal whether it marks what is pasted.

@param timeoutMs - For a terminal that answers nothing. @default 500
@returns `undefined` where it does not tell.
@see https://invisible-island.net/xterm/ctlseqs/ctlseqs.html "Request DEC private mode"
*/
export const askPasteMarks = async (
	stdin: NodeJS.ReadStream,
	stdout: NodeJS.WriteStream,
	timeoutMs = 500,
): Promise<boolean | undefined> => {
	let answer = '';
	const over = Promise.withResolvers<void>();
	const take = (chunk: Buffer) => {
		answer += chunk.toString('latin1');
		if (lastAnswer.test(answer)) {
			over.resolve();
		}
	};
	const timer = setTimeout(over.resolve, timeoutMs);
	stdin.setRawMode(true);
	stdin.on('data', take);
	stdin.resume();
	stdout.write(question);
	await over.promise;
	clearTimeout(timer);
	stdin.off('data', take);
	stdin.pause();
	stdin.setRawMode(false);
	const state = pasteMode.exec(answer)?.[1];
	// 0: not known; 4: known, and off for ever.
	return state === undefined ? undefined : state !== '0' && state !== '4';
};
