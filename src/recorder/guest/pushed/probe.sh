#!/bin/sh
# Prints what the kernel says, as it says it: sections headed by a line RS (0x1e) NAME,
# lines of `path:content`, and `ls -l` for links. POSIX sh, few processes, busybox will do.
# parse: src/kernel/probe.ts
section() { printf '\036%s\n' "$1"; }
all() { grep -aHs '' "$@"; }

cd /proc || exit 1
# Kernel threads are the children of kthreadd, pid 2 (proc_tid_children(5)); none of them is of interest.
threads=
read -r threads 2>/dev/null < 2/task/2/children
for pid in [0-9]*; do
  case " 2 $threads " in *" $pid "*) ;; *) set -- "$@" "$pid" ;; esac
done
# of FILE...: that file of every process, as arguments
of() { for file; do for pid in $pids; do printf '%s/%s ' "$pid" "$file"; done; done; }
pids="$*"

section files
all $(of status cgroup uid_map gid_map cmdline attr/current)
section links
ls -ld $(of 'ns/*' root cwd exe) 2>/dev/null

# One process stands for all that share a namespace: one whose root is /, where there is one, for mountinfo shows what is under the root.
first_of() {
  ls -ld $(of "ns/$1" root) 2>/dev/null | awk -v file="$2" '
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
all $(first_of mnt mountinfo)
section net
all $(first_of net net/dev)

section cgroups
cd /sys/fs/cgroup || exit 0
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
section end
