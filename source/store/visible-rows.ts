/**
The first row to show so that the cursor is seen and the table moves as little as it can.

@param topIndex - The first row shown before.
@param cursorIndex - The row under the cursor.
@param rowCount - How many rows are shown.
@param listCount - How many there are.
*/
export const visibleTop = (topIndex: number, cursorIndex: number, rowCount: number, listCount: number): number =>
	Math.max(0, Math.min(Math.max(topIndex, cursorIndex - rowCount + 1), cursorIndex, listCount - rowCount));
