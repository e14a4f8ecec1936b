#!/bin/bash
# Answers the recorder over a virtio port, unseen by the recorded terminals.
# Request:  ID BASE64(shell script)\n      Answer: ID STATUS BASE64(stdout and stderr)\n
exec 3<>/dev/virtio-ports/recorder.agent
while IFS=' ' read -r id script <&3; do
  output=$(bash -c "$(printf %s "$script" | base64 -d)" </dev/null 2>&1 3<&- | base64 -w0; exit "${PIPESTATUS[0]}")
  printf '%s %s %s\n' "$id" "$?" "$output" >&3
done
