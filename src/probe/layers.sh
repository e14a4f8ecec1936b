#!/bin/sh
# What stacks of layers are made of, as fields that end with NUL. parse: src/kernel/stacks.ts
#   layers.sh image NAME, layers.sh container NAME: what Docker's classic store (overlay2) knows; nothing where there is none
#   layers.sh paths FROM PATH...: each path, links resolved, relative ones from FROM
#   layers.sh bytes DIR...: bytes of the regular files in each, one with several names once
exec 2>/dev/null
store=/var/lib/docker/image/overlay2
field() { printf '%s\0' "$@"; }

# The image's configuration, as it is, and every layer of the store: chain id, diff id, chain id of the one below, directory.
layers_of() {
  field "$(cat "$store/imagedb/content/sha256/${1#sha256:}")"
  for layer in "$store"/layerdb/sha256/*/; do
    field "sha256:$(basename "$layer")" "$(cat "$layer/diff")" "$(cat "$layer/parent")" "/var/lib/docker/overlay2/$(cat "$layer/cache-id")/diff"
  done
  field ''
}

# Docker's other store says so of its driver (docker info: driver-type); then that is all that is printed.
classic() {
  status=$(docker info --format '{{.Driver}}{{range .DriverStatus}}
{{index . 0}}: {{index . 1}}{{end}}')
  case $status in *'driver-type: '*) ;; *) return 0 ;; esac
  driver=$(printf '%s\n' "$status" | sed -n 's/^driver-type: //p')
  field store "$driver ($(printf '%s\n' "$status" | head -n 1))"
  return 1
}

case $1 in
image)
  id=$(docker image inspect --format '{{.Id}}' "$2") || exit 0
  classic || exit 0
  field image "$id"
  layers_of "$id"
  ;;
container)
  docker container inspect --format '{{.Id}}' "$2" >/dev/null || exit 0
  classic || exit 0
  docker container inspect --format '{{.Id}}
{{.Image}}
{{with .GraphDriver.Data}}{{.LowerDir}}
{{.UpperDir}}
{{.MergedDir}}{{end}}' "$2" | {
    read -r id && read -r image && read -r lower && read -r upper && read -r merged || exit 0
    field container "$id"
    layers_of "$image"
    field "$lower" "$upper" "$merged"
  }
  ;;
paths)
  cd "$2" || exit 0
  shift 2
  for path; do field "$(readlink -f -- "$path")"; done
  ;;
bytes)
  shift
  for dir; do field "$(find "$dir" -xdev -type f -printf '%i %s\n' | sort -u | awk '{ bytes += $2 } END { printf "%.0f", bytes }')"; done
  ;;
esac
exit 0
