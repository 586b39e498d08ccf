#!/usr/bin/env bash
# Executes the notebooks of finished runs, and compares their figures with the runs':
#
#   notebooks-export/run-notebook.sh RUN...       export, execute, compare
#   notebooks-export/run-notebook.sh --install    give your Jupyter the kernel "Java (dl4j-lab)"
#
# Needs the built project (mvn -DskipTests package). Fetches the Java kernel from Maven Central and, where
# it may (root on Debian or Ubuntu), Jupyter by apt-get. DL4JLAB_TOLERANCE is how far figures may be apart.
set -euo pipefail

home=$(cd "$(dirname "$0")" && pwd)
target=$home/target
jar=$target/notebooks.jar
kernel_version=3.0.1
spec=$target/jupyter/kernels/dl4jlab
kernel=rapaio-jupyter-kernel-$kernel_version.jar

fail() {
  echo "Failed: $1" >&2
  exit 1
}

need_jupyter() {
  jupyter nbconvert --version >/dev/null 2>&1 && return
  local packages="jupyter-nbconvert jupyter-client"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $packages"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
  fi
  jupyter nbconvert --version >/dev/null 2>&1 \
    || fail "there is no Jupyter; install it by apt-get install $packages, or by pip install nbconvert jupyter-client"
}

need_kernel() {
  [ -f "$jar" ] || fail "there is no $jar; build it by mvn -DskipTests package"
  if [ ! -f "$spec/$kernel" ]; then
    echo "Fetching the Java kernel $kernel_version"
    mvn -q -B -f "$home/pom.xml" dependency:copy -Dexec.skip=true -Dmdep.useBaseVersion=true \
      -Dartifact="io.github.padreati:rapaio-jupyter-kernel:$kernel_version" \
      -DoutputDirectory="$spec" || fail "the Java kernel cannot be fetched from Maven Central"
  fi
  cat >"$spec/kernel.json" <<JSON
{
  "argv": [
    "${JAVA_HOME:+$JAVA_HOME/bin/}java", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
    "-jar", "{resource_dir}/$kernel", "{connection_file}"
  ],
  "display_name": "Java (dl4j-lab)",
  "language": "java",
  "interrupt_mode": "message",
  "env": {"RJK_CLASSPATH": "$jar", "RJK_TIMEOUT_MILLIS": "-1"}
}
JSON
}

# Executes WORK/notebook.ipynb to WORK/executed.ipynb, in the current folder: relative paths of a run's options
# mean there what they meant to the run. A request that reaches this kernel before it is ready ends its
# listening, so where it never answers it is started anew: execute WORK
execute() {
  local attempt
  for attempt in 1 2 3 4 5; do
    JUPYTER_PATH="$target/jupyter${JUPYTER_PATH:+:$JUPYTER_PATH}" jupyter nbconvert --stdin --to notebook --execute \
      --ExecutePreprocessor.timeout=-1 --ExecutePreprocessor.startup_timeout=30 \
      --output-dir "$1" --output executed.ipynb <"$1/notebook.ipynb" >"$1/log" 2>&1 && return
    grep -q "Kernel didn't respond" "$1/log" || return
    echo "The kernel did not answer (attempt $attempt of 5)"
  done
  return 1
}

# Exports a run's notebook, executes it and compares its figures: run_notebook RUN
run_notebook() {
  local run=$1 work
  work=$(mktemp -d "$target/execution.XXXXXX")
  java -jar "$jar" export --run "$run" --out "$work/notebook.ipynb"
  echo "Executing it"
  if ! execute "$work"; then
    tail -n 30 "$work/log" >&2
    fail "the notebook of $run does not run to its end; see $work/log"
  fi
  java -jar "$jar" compare --run "$run" --tolerance "${DL4JLAB_TOLERANCE:-0.0001}" "$work/executed.ipynb" \
    || fail "the notebook of $run gives other figures; it is $work/executed.ipynb"
  rm -r "$work"
}

case "${1-}" in
  -h | --help)
    sed -n 's/^# \{0,1\}//p' "$0" | sed '/^!/d; /^Executes WORK/,$d'
    exit
    ;;
  --install) ;;
  -*) fail "there is no option $1; --help shows what there is" ;;
  '') fail "name the runs whose notebooks shall be executed, or --install" ;;
esac
need_jupyter
need_kernel
if [ "$1" = --install ]; then
  jupyter kernelspec install --user --replace --name dl4jlab "$spec"
  exit
fi
for run in "$@"; do
  run_notebook "$run"
done
echo "All $# notebooks give the figures of their runs"
