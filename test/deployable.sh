#!/usr/bin/env bash
# Tries out a deployment as far as possible without an AWS account, with the tools that people use for it, and says what it could not try on this machine.
#
#   test/deployable.sh [--all] [step...]     official   build, test, demo and publish with the official AWS packages
#                                            bundled    build, test and publish from a registry that lacks them
#                                            validate   every template, by the SAM CLI
#                                            sam        sam build of both stacks, and what is in the packages
#                                            tools      dotnet lambda package, and what is in the package
#                                            deploy     README's deployments by the SAM CLI, up to the change set, against a server that stands in for AWS
#                                            release    makes the files of a release twice, which must give the same bytes
#
# Without a step it tries all. With --all, what could not be tried counts as failed: for a machine that should have all the tools.
set -u
cd "$(dirname "$0")/.." || exit 1

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 SAM_CLI_TELEMETRY=0
export MSBUILDDISABLENODEREUSE=1 # a build node left behind would hold this script's output open
export PATH="$PATH:$HOME/.dotnet/tools"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=() untried=()

try() { # try <what> <command...>
  echo "== $1"
  "${@:2}" < /dev/null || { failed+=("$1"); echo "FAILED: $1"; return 1; }
}

skip() { # skip <what> <why>
  untried+=("$1: $2")
  echo "== $1: NOT TRIED, $2"
}

has_official() { # whether this machine's registry has the official AWS packages; asked once
  [ -n "${official:-}" ] || { dotnet restore src/KeyReaper -p:AwsPackages=official -p:IsTrialRestore=true > "$work/restore.txt" 2>&1 && official=yes || official=no; }
  [ "$official" = yes ]
}

has_sam() { # has_sam <step>: the SAM CLI, new enough for dotnet10
  local version
  version=$(sam --version 2> /dev/null | grep -oE '[0-9]+\.[0-9]+' | head -1)
  [ -n "$version" ] || { skip "$1" "the SAM CLI is not installed"; return 1; }
  [ "$(printf '1.151\n%s\n' "$version" | sort -V | head -1)" = 1.151 ] || { skip "$1" "the SAM CLI is $version, and 1.151 is the first to know dotnet10"; return 1; }
}

has_lambda_tools() { # has_lambda_tools <step>: Amazon.Lambda.Tools, which sam build also installs
  command -v zip > /dev/null || { skip "$1" "zip is not installed"; return 1; }
  command -v dotnet-lambda > /dev/null || dotnet tool install --global Amazon.Lambda.Tools > "$work/tool.txt" 2>&1 || { skip "$1" "Amazon.Lambda.Tools cannot be installed from this machine's registry"; return 1; }
}

choose_packages() { # choose_packages <step>: the official packages or, if there are none, the bundled ones
  unset AwsPackages
  has_official && return
  skip "$1 with the official AWS packages" "this machine's registry lacks them"
  export AwsPackages=bundled
}

# A library compiled for linux-arm64 has that machine type in its header: arm64, combined with the mark of Linux.
machine() { # machine <library>
  local header
  header=$(od -An -tu4 -j60 -N4 "$1")
  od -An -tx2 -j$((header + 4)) -N2 "$1" | tr -d ' '
}

is_package() { # is_package <folder>: the function, compiled for Lambda's processor, and nothing of another platform or of the build
  local file bad=0
  for file in KeyReaper.dll KeyReaper.deps.json KeyReaper.runtimeconfig.json AWSSDK.Core.dll AWSSDK.IdentityManagement.dll; do
    [ -s "$1/$file" ] || { echo "$file is missing"; bad=1; }
  done
  while read -r file; do echo "$file does not belong in a package"; bad=1; done < <(cd "$1" && find . -mindepth 2)
  for file in "$1"/*.dll; do
    [ "$(machine "$file")" = d11d ] || { echo "$(basename "$file") is not compiled for linux-arm64"; bad=1; }
  done
  echo "$(find "$1" -type f | wc -l) files, $(find "$1" -type f -exec cat {} + | wc -c) bytes"
  return $bad
}

official() {
  has_official || { skip official "this machine's registry lacks the official AWS packages"; return; }
  export AwsPackages=official
  try "official: build" dotnet build &&
    try "official: test" dotnet test --no-build --logger "console;verbosity=normal"
  try "official: demo" dotnet run --project src/KeyReaper.Cli -- demo
  unset AwsPackages
  try "official: publish, which takes them by itself" dotnet publish src/KeyReaper -c Release -o "$work/published"
}

# Plays a registry without the official packages, whatever this machine's has: they are looked for only in an empty folder, and no package comes from a cache.
without_official_packages() {
  local number=0 source map="" sources=""
  while read -r source; do
    number=$((number + 1))
    sources+="<add key=\"registry$number\" value=\"$source\" />"
    map+="<packageSource key=\"registry$number\"><package pattern=\"*\" /></packageSource>"
  done < <(dotnet nuget list source --format short | sed -nE 's/^E[MO]* //p')
  mkdir -p "$work/nothing"
  cat > "$work/nuget.config" << END
<configuration>
  <packageSources><clear />$sources<add key="nothing" value="$work/nothing" /></packageSources>
  <packageSourceMapping>$map<packageSource key="nothing"><package pattern="Amazon.Lambda.*" /><package pattern="AWSSDK.IdentityManagement" />
    <package pattern="AWSSDK.SimpleNotificationService" /></packageSource></packageSourceMapping>
</configuration>
END
  RestoreConfigFile="$work/nuget.config" NUGET_PACKAGES="$work/packages" "$@"
}

names_the_way_out() { # publishing with the official packages must fail there, and the last error must say what to do
  without_official_packages dotnet publish src/KeyReaper -c Release -o "$work/official" > "$work/publish.txt" 2>&1 && { echo "it could be published all the same"; return 1; }
  tail -3 "$work/publish.txt" | grep -F 'AwsPackages=bundled sam build' || { cat "$work/publish.txt"; return 1; }
}

bundled() {
  try "bundled: a failed publish says what to do" names_the_way_out
  try "bundled: publish" without_official_packages env AwsPackages=bundled dotnet publish src/KeyReaper -c Release -o "$work/bundled" &&
    try "bundled: test" without_official_packages dotnet test --logger "console;verbosity=normal"
}

validate() {
  has_sam validate || return
  local template
  for template in template.yaml infra/organization/hub.yaml infra/organization/spoke-role.yaml; do
    try "validate: $template" sam validate --lint --region us-east-1 --template "$template"
  done
}

sam_builds() { # sam_builds <template> <folder>
  sam build --region us-east-1 --template "$1" --build-dir "$2" || return 1
  local function status=0
  for function in "$2"/*/; do is_package "${function%/}" || status=1; done
  return $status
}

sam_step() {
  has_sam sam && has_lambda_tools sam || return
  choose_packages sam
  local template
  for template in template.yaml infra/organization/hub.yaml; do
    try "sam: build of $template" sam_builds "$template" "$work/$(basename "$template")"
  done
}

packages() {
  dotnet lambda package --output-package "$work/keyreaper.zip" && unzip -q -o "$work/keyreaper.zip" -d "$work/package" && is_package "$work/package"
}

tools() {
  has_lambda_tools tools || return
  command -v unzip > /dev/null || { skip tools "unzip is not installed"; return; }
  choose_packages tools
  try "tools: dotnet lambda package" packages
}

deploys() {
  dotnet test test/KeyReaper.Tests --filter FullyQualifiedName~SamDeploymentTests --logger "console;verbosity=normal" | tee "$work/deploy.txt"
  [ "${PIPESTATUS[0]}" -eq 0 ] && ! grep -q 'Skipped: ' "$work/deploy.txt"
}

deploy() {
  has_sam deploy || return
  command -v moto_server > /dev/null || { skip deploy "moto_server is not installed"; return; }
  try "deploy: README's deployments" deploys
}

releases() { # the same commit gives the same bytes, and the checksums match
  dotnet run infra/release.cs -- "$work/one" && dotnet run infra/release.cs -- "$work/two" > "$work/two.txt" && diff -r "$work/one" "$work/two" &&
    (cd "$work/one" && sha256sum --check --strict SHA256SUMS && [ "$(wc -l < SHA256SUMS)" -eq 5 ]) && unzip -q -o "$work/one/keyreaper-*-arm64.zip" -d "$work/released" && is_package "$work/released"
}

release() {
  command -v unzip > /dev/null || { skip release "unzip is not installed"; return; }
  choose_packages release
  try "release: made twice" releases
}

all=false steps=()
for argument in "$@"; do
  case $argument in
    --all) all=true ;;
    official | bundled | validate | sam | tools | deploy | release) steps+=("$argument") ;;
    *) echo "'$argument' is not a step. Steps are official, bundled, validate, sam, tools, deploy and release." >&2; exit 2 ;;
  esac
done
[ ${#steps[@]} -gt 0 ] || steps=(validate tools sam deploy release official bundled)

for step in "${steps[@]}"; do
  if [ "$step" = sam ]; then sam_step; else "$step"; fi
done

echo
[ ${#untried[@]} -eq 0 ] || printf 'not tried: %s\n' "${untried[@]}"
[ ${#failed[@]} -eq 0 ] || printf 'failed: %s\n' "${failed[@]}"
[ ${#failed[@]} -eq 0 ] && { [ ${#untried[@]} -eq 0 ] || ! $all; }
