#!/bin/sh
# files.sh BASE DIR DEPTH [CLOSED...]: what lstat(2) says of DIR and of everything DEPTH levels below it, as fields that
# end with NUL. BASE is where to look: empty, or /proc/PID/root for the files of that process. A CLOSED directory
# (a path below DIR) and one of another file system are named, what is in them is not. POSIX sh, busybox will do.
# parse: src/kernel/files.ts
exec 2>/dev/null
base=$1 dir=$2 depth=$3
shift 3
printf 'tree\0%s\0%s\0%s\0' "$base" "$dir" "$depth"
[ $# -eq 0 ] || printf '%s\0' "$@"
printf '\0'
n=$#
while [ "$n" -gt 0 ]; do
  set -- "$@" -path "./$1" -prune -o
  shift
  n=$((n - 1))
done
set -- '(' "$@" -name '' ')'

if cd "$base$dir"; then
  # PATH, FACTS and TARGET of each.
  find . -xdev -maxdepth "$depth" -exec sh -c '
    facts() { stat -c "%f %u %g %s %t:%T %d" -- "$@"; }
    all=$(facts "$@") || all=$(for file; do facts "$file" || echo gone; done)
    printf "%s\n" "$all" | while IFS= read -r fact; do
      target=
      case $fact in a*) target=$(readlink -n -- "$1"; echo .); target=${target%.} ;; esac
      printf "%s\0%s\0%s\0" "$1" "$fact" "$target"
      shift
    done' sh '{}' + "$@"
fi
printf '\0'
# Directories that hide what an overlay has below them.
if cd "$base$dir"; then
  find . -xdev -maxdepth "$depth" -type d -exec sh -c '
    get() { getfattr -h -n "$@" || busybox getfattr -h -n "$@"; }
    for name in trusted.overlay.opaque user.overlay.opaque; do
      case $(get "$name" "$@") in *"$name=\"y\""*) ;; *) continue ;; esac
      for dir; do case $(get "$name" "$dir") in *"$name=\"y\"") printf "%s\0" "$dir" ;; esac; done
    done' sh '{}' + "$@"
fi
printf '\0'
