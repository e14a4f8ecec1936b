#!/bin/bash
# sample.sh SECONDS PATTERN...: what cgroups use, every SECONDS, until SIGTERM. For each pass RS (0x1e) and the time, lines
# `path/file:content` of each cgroup whose path fits a pattern (a glob of bash below /sys/fs/cgroup, without white space),
# and `comm/PID:name` of each member. `RS end` behind the last. In bash, which reads and waits without starting a process:
# what is measured is not disturbed.
# parse: src/kernel/samples.ts
exec 2>/dev/null
shopt -s globstar nullglob
cd /sys/fs/cgroup || exit 1
seconds=$1
shift
# A pipe that nobody writes to, to wait at.
exec {never}<> <(:)
ending=
trap 'ending=1' TERM

pass() {
  local text directory file pid lines line
  printf -v text '\036%s\n' "$EPOCHREALTIME"
  # Without quotes, for they are patterns.
  for directory in $patterns; do
    for file in memory.current memory.swap.current pids.current cpu.stat io.stat cgroup.procs; do
      lines=()
      mapfile -t lines < "$directory$file"
      for line in "${lines[@]}"; do text+=$directory$file:$line$'\n'; done
    done
    # Those of cgroup.procs, which was read last.
    for pid in "${lines[@]}"; do
      read -r line < "/proc/$pid/comm" && text+=comm/$pid:$line$'\n'
    done
  done
  printf %s "$text"
}

patterns=
for pattern; do patterns+=" .${pattern%/}/"; done
until [ "$ending" ]; do
  pass
  read -r -t "$seconds" -u "$never"
done
pass
printf '\036end\n'
