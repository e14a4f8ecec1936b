#!/bin/sh
# terminal.sh N USER COLS ROWS: a login session on a pseudo terminal of its own, joined to virtio port N.
port=/dev/virtio-ports/recorder.terminal.$1
if [ "$5" ]; then
  stty cols "$3" rows "$4"
  echo "$$ $(tty)" > "/run/recorder-terminal-$1"
  TERM=xterm-256color exec login -f "$2"
fi
# A port reads as ended until the host's side is open; the recorder's first line says that it is.
until read -r _ < "$port"; do sleep 0.05; done
exec socat "$port" "EXEC:'$0 $1 $2 $3 $4 inside',pty,setsid,ctty,stderr,sane,ignoreeof"
