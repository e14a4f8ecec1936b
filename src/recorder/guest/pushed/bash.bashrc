# Read by every interactive bash of the recorded machine, nested ones too.
[ -z "$PS1" ] && return
shopt -s checkwinsize
unset HISTFILE
# OSC 133 semantic prompt marks: A prompt, B command line, C output, D;status.
__recorder_ran=
# Behind output without a newline the prompt would begin beside column 0, where readline believes it to be, and overwrite
# a character of a line that wraps. So, as zsh's PROMPT_SP does: as many spaces as the terminal has columns lead to the
# next line from everywhere but column 0, where they end in the line's last cell, which a carriage return leaves.
__recorder_end() {
  local status=$?
  [ -n "$__recorder_ran" ] && printf '\e]133;D;%s\a' "$status"
  __recorder_ran=
  [ -n "$COLUMNS" ] && printf '%*s\r\e[K' "$COLUMNS" ''
}
PROMPT_COMMAND=__recorder_end
PS0='\e]133;C\a${PS1:$((__recorder_ran=1,0)):0}'
PS1='\[\e]133;A\a\]\u@\h:\w\$ \[\e]133;B\a\]'
