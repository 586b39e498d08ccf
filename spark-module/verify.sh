#!/usr/bin/env bash
# Trains on a real cluster of Spark, a master and two workers, kills a worker in the middle with -9, brings another up,
# and compares every figure with a training that nothing has happened to.
#
# mvn -DskipTests package && spark-module/verify.sh
set -euo pipefail

target=$(cd "$(dirname "$0")/target" && pwd)
here=$(mktemp -d)
processes=()
trap 'for process in "${processes[@]}"; do kill -9 -- "-$process" 2>/dev/null || true; done; rm -rf "$here"' EXIT

# What a cluster has: Spark's jars, and those of others that it needs and this program has too.
export SPARK_HOME=$here/home SPARK_SCALA_VERSION=2.13 SPARK_NO_DAEMONIZE=1
mkdir -p "$SPARK_HOME/jars"
ln -s "$target"/spark/*.jar "$SPARK_HOME/jars/"
for jar in "$target"/lib/{jackson-[acd],slf4j,commons-,gson,snappy,parquet-[cehj],parquet-format,aircompressor,guava-[3-9],failureaccess}*.jar; do
  case $jar in
    *'*'* | *-1.0.0-M2.1*) ;;
    *) ln -s "$jar" "$SPARK_HOME/jars/" ;;
  esac
done
opens=$(unzip -p "$target/spark.jar" META-INF/MANIFEST.MF | tr -d '\r' | sed ':a;N;$!ba;s/\n //g' |
  sed -n 's/^Add-Opens: //p' | tr ' ' '\n' | sed 's/.*/--add-opens=&=ALL-UNNAMED/')

# start NAME CLASS ARGUMENTS: a process of its own, in a process group of its own, so that its executors die with it.
start() {
  local name=$1
  shift
  # shellcheck disable=SC2086
  setsid java $opens -Xmx512m -Ddl4jlab.spark.log=info -cp "$target/classes:$SPARK_HOME/jars/*" "$@" > "$here/$name.log" 2>&1 &
  started=$!
  disown
  processes+=("$started")
}

fail() {
  echo "Failed: $1" >&2
  exit 1
}

# await WORDS FILE SECONDS
await() {
  for ((i = 0; i < $3 * 10; i++)); do
    grep -q "$1" "$2" 2>/dev/null && return
    sleep 0.1
  done
  tail -n 20 "$2" >&2
  fail "no '$1' within $3 seconds"
}

worker() {
  mkdir -p "$here/$1"
  SPARK_LOCAL_IP=$2 start "$1" org.apache.spark.deploy.worker.Worker --host "$2" --cores 1 --memory 1g --webui-port 0 --work-dir "$here/$1" "$master"
}

SPARK_LOCAL_IP=127.0.0.1 start master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
await 'Starting Spark master at' "$here/master.log" 60
master=$(sed -n 's/.*Starting Spark master at \(spark:[^ ]*\).*/\1/p' "$here/master.log")
worker first 127.0.0.2
first=$started
worker second 127.0.0.3
await 'Successfully registered' "$here/first.log" 60
await 'Successfully registered' "$here/second.log" 60

train() {
  java -jar "$target/spark.jar" train --data sample --partitions 2 --checkpoint 0 "$@"
}

figures() {
  cat "$1/history.csv"
  unzip -p "$1/model.zip" coefficients.bin updaterState.bin | sha256sum
}

epochs=12
number=3
for network in ${NETWORKS:-cnn batchnorm}; do
  options=(--network "$network" --epochs "$epochs" --limit-train "${SAMPLES:-1600}")
  train "${options[@]}" --master 'local[2]' --run "$here/$network-whole" > "$here/$network-whole.log"
  train "${options[@]}" --master "$master" --run "$here/$network-killed" > "$here/$network-killed.log" 2>&1 &
  training=$!
  await '^Epoch 1/' "$here/$network-killed.log" 300
  kill -9 -- "-$first"
  ! grep -q "^Epoch $epochs/" "$here/$network-killed.log" || fail 'the training was over before the worker was killed'
  number=$((number + 1))
  worker "worker-$number" "127.0.0.$number"
  first=$started
  await 'Asked to launch executor' "$here/worker-$number.log" 60
  wait "$training" || { cat "$here/$network-killed.log" >&2; exit 1; }
  diff <(figures "$here/$network-whole") <(figures "$here/$network-killed") || fail "$network differs"
  echo "$network: a worker was killed after the first epoch; every figure is the same"
  sed -n 's/^/  /p' "$here/$network-killed/history.csv"
done

said=$(train --network cnn --master "$master" --conf spark.executor.memory=900g --run "$here/none" 2>&1 > "$here/none.log" || true)
[[ $said == 'Failed: The cluster '*' has no worker with 900g of memory'* ]] || fail "of too much memory is said: $said"
echo "$said" | sed 's/^Failed: /what no worker has is told: /'
