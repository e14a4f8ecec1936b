#!/bin/sh
# Prints what the kernel says, as it says it: sections headed by a line RS (0x1e) NAME PID, where PID is the probe's own,
# lines of `path:content`, and `ls -l` for links. POSIX sh, few processes; dash and busybox will do.
# parse: src/kernel/probe.ts
exec 2>/dev/null
section() { printf '\036%s %s\n' "$1" "$$"; }
# Reads names of files; a list longer than one command takes is no matter.
all() { xargs grep -aHs ''; }

cd /proc || exit 1
# Kernel threads are the children of kthreadd, pid 2 (proc_tid_children(5)); none of them is of interest.
threads=
read -r threads < 2/task/2/children
for pid in [0-9]*; do
  case " 2 $threads " in *" $pid "*) ;; *) set -- "$@" "$pid" ;; esac
done
# of FILE...: that file of every process, a line each
of() { for file; do for pid in $pids; do printf '%s/%s\n' "$pid" "$file"; done; done; }
pids="$*"
ns='ns/cgroup ns/ipc ns/mnt ns/net ns/pid ns/pid_for_children ns/time ns/time_for_children ns/user ns/uts'

section files
of status stat cgroup uid_map gid_map cmdline attr/apparmor/current attr/current | all
section links
# By way of this shell's own working directory, which is /proc: no target can imitate a line with a pid that it cannot know.
# The targets of namespaces are the kernel's own words; busybox's ls writes ? for what it finds odd in others.
here() { sed "s|^|$$/cwd/|"; }
of $ns | here | xargs ls -ld
case $(ls --help 2>&1) in
*BusyBox*)
  of root cwd exe | here | while read -r link; do
    target=$(readlink "$link"; echo .)
    [ "$target" = . ] || printf 'lrwxrwxrwx 1 0 0 0 - %s -> %s\n' "$link" "${target%??}"
  done
  ;;
*) of root cwd exe | here | xargs ls -ld ;;
esac

# first_of TYPE FILE: one process stands for all that share a namespace: one whose root is /, where there is one, for
# mountinfo shows what is under the root. None where a zombie has given its namespaces up.
first_of() {
  of "ns/$1" root | xargs ls -ld | awk -v file="$2" '
    { split($(NF - 2), p, "/") }
    /\/root -> \/$/ { whole[p[1]] = 1 }
    p[2] == "ns" { if (!($NF in count)) order[++n] = $NF; member[$NF, ++count[$NF]] = p[1] }
    END { for (i = 1; i <= n; i++) {
      ns = order[i]
      for (j = 1; j < count[ns] && !(member[ns, j] in whole); j++);
      print (member[ns, j] in whole ? member[ns, j] : member[ns, 1]) "/" file
    } }'
}
section mounts
first_of mnt mountinfo | all
section net
first_of net net/dev | all
section hostnames
for file in $(first_of uts hostname); do
  nsenter -t "${file%/*}" -u uname -n | sed "s|^|$file:|"
done

section cgroups
if cd /sys/fs/cgroup; then
  find . -type d -exec ls -id {} +
  section uptime
  cat /proc/uptime
  section cgroupfiles
  find . \( -name 'cgroup.type' -o -name 'cgroup.controllers' -o -name 'cgroup.subtree_control' -o -name 'cgroup.procs' \
    -o -name 'cgroup.events' -o -name 'cgroup.freeze' \
    -o -name 'memory.current' -o -name 'memory.max' -o -name 'memory.high' -o -name 'memory.min' -o -name 'memory.low' \
    -o -name 'memory.swap.current' -o -name 'memory.swap.max' -o -name 'memory.oom.group' -o -name 'memory.peak' -o -name 'memory.events' \
    -o -name 'cpu.max' -o -name 'cpu.weight' -o -name 'cpu.stat' -o -name 'cpuset.cpus.effective' \
    -o -name 'pids.current' -o -name 'pids.max' -o -name 'pids.peak' -o -name 'pids.events' \
    -o -name 'io.max' -o -name 'io.stat' \) -exec grep -aHs '' {} +
  find . -name 'memory.stat' -exec grep -aHs -e '^anon ' -e '^file ' {} +
else
  # The parser says what is missing.
  section cgroupfiles
fi
section end
