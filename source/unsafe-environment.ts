/**
Undo what in an environment would take the safety away, before anything makes use of it. Node too warns of it, in the midst of the screen.

@param environment - It is changed, as the environment of the process is what counts.
@returns What was undone, in sentences for the user.
*/
export const undoUnsafe = (environment: Record<string, string | undefined>): readonly string[] => {
	if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') {
		return [];
	}

	delete environment['NODE_TLS_REJECT_UNAUTHORIZED'];
	return ['NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: certificates are always checked.'];
};
