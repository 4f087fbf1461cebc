/*
Each asks the program itself what may stand where the cursor is, so that an installed script is never out of date. The answer has a line for each word, with a tab and a description, or is `:files` or `:folders`.
*/

const bash = `# Completions of taskwatch for bash. Put into ~/.bashrc: source <(taskwatch completions bash)

_taskwatch() {
	local rest=$COMP_LINE count=0 words=() word line kind

	# What bash has split at = and : is one word for the program.
	for word in "\${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
		if [[ $count -eq 0 || $rest == [[:space:]]* ]]; then
			rest=\${rest#"\${rest%%[![:space:]]*}"}
			words[count++]=$word
		else
			words[count-1]+=$word
		fi
		rest=\${rest#"$word"}
	done

	# Bash replaces only what comes behind its own last split.
	[[ $word == *[!=:]* ]] || word=
	local whole=\${words[count-1]}
	local before=\${whole%"$word"}

	COMPREPLY=()
	while IFS= read -r line; do
		case $line in
			:files | :folders)
				[[ $line == :files ]] && kind=f || kind=d
				compopt -o filenames 2>/dev/null
				while IFS= read -r line; do
					COMPREPLY+=("$line")
				done < <(compgen -$kind -- "$word")
				;;
			*)
				line=\${line%%$'\\t'*}
				COMPREPLY+=("\${line#"$before"}")
				;;
		esac
	done < <(taskwatch completions for -- "\${words[@]:1}" 2>/dev/null)
}

complete -F _taskwatch taskwatch
`;

const zsh = `#compdef taskwatch
# Completions of taskwatch for zsh. Put into ~/.zshrc, behind compinit: source <(taskwatch completions zsh)

_taskwatch() {
	local line
	local -a lines described

	lines=("\${(@f)$(taskwatch completions for -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
	case $lines[1] in
		:files)
			compset -P '--*='
			_files
			;;
		:folders)
			compset -P '--*='
			_files -/
			;;
		?*)
			for line in $lines; do
				described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
			done
			_describe taskwatch described
			;;
	esac
}

if [[ $funcstack[1] == _taskwatch ]]; then
	_taskwatch "$@"
else
	compdef _taskwatch taskwatch
fi
`;

const fish = `# Completions of taskwatch for fish: taskwatch completions fish > ~/.config/fish/completions/taskwatch.fish

function __taskwatch_complete
	set -l words (commandline -opc) (commandline -ct)
	set -l lines (taskwatch completions for -- $words[2..-1] 2>/dev/null)
	set -l option (string match --regex '^--[^=]*=' -- $words[-1])
	set -l value (string replace --regex '^--[^=]*=' '' -- $words[-1])
	switch "$lines[1]"
		case :files
			printf '%s\\n' "$option"(__fish_complete_path $value)
		case :folders
			printf '%s\\n' "$option"(__fish_complete_directories $value)
		case '*'
			printf '%s\\n' $lines
	end
end

complete --command taskwatch --no-files --arguments '(__taskwatch_complete)'
`;

/** What makes each shell complete the command line of the program. */
export const completionScripts = {bash, zsh, fish} as const;

export type Shell = keyof typeof completionScripts;

export const isShell = (name: string): name is Shell => Object.hasOwn(completionScripts, name);
