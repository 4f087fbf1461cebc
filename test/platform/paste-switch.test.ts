import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {createPasteSwitch} from '../../source/platform/paste-switch.js';

test('only what switches the marks around pastes gets through', async () => {
	const terminal = Object.assign(new PassThrough(), {isTTY: true, columns: 100, rows: 30});
	const output = createPasteSwitch(terminal as unknown as NodeJS.WriteStream);

	for (const piece of ['\u001B[?25l', '\u001B[?2004h', 'text\n', '\u001B[?2004h and more', '', '\u001B[?2004l']) {
		output.write(piece);
	}

	terminal.end();
	assert.equal(await text(terminal), '\u001B[?2004h\u001B[?2004l');
	assert.deepEqual([output.isTTY, output.columns, output.rows], [true, 100, 30]);
});
