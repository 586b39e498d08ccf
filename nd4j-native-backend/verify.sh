#!/usr/bin/env bash
# Runs programs on processors that this machine need not have: as it is, as a Haswell (AVX2, no AVX-512)
# and as a Nehalem (no AVX), the latter two through qemu-x86_64. Whatever a program calls first, the
# native library that loads must be one that the processor executes.
#
#   nd4j-native-backend/verify.sh           every program on every processor
#   nd4j-native-backend/verify.sh quick     the first statement of a program, on a Nehalem
#
# Needs the built project (mvn -DskipTests package), a JDK, and qemu-x86_64 (Debian: apt-get install qemu-user).
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "verify: $*" >&2
  exit 1
}

lib=$PWD/cifar-module/target/lib
[ -d "$lib" ] || fail "there is no $lib; build it by mvn -DskipTests package"
command -v qemu-x86_64 >/dev/null || fail "there is no qemu-x86_64; install it by apt-get install qemu-user"
java_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
java=$java_home/bin/java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What a program gets that depends on dl4jlab-onednn; the programs of this project have the AVX2 variant, too.
library=$work
program=$work
for jar in "$lib"/*.jar; do
  program=$program:$jar
  case "$jar" in *-avx2.jar | */dl4jlab-cifar-* | */dl4jlab-experiment-* | */dl4jlab-report-*) ;; *) library=$library:$jar ;; esac
done

# The README's blocks of Java: block NUMBER
block() {
  awk -v wanted="$1" '/^```java/ { n++; on = n == wanted; next } /^```/ { on = 0 } on' README.md
}

cat >"$work/First.java" <<'JAVA'
public class First {
  public static void main(String[] args) {
    System.out.println(org.nd4j.linalg.factory.Nd4j.rand(2, 2).length() + " numbers");
  }
}
JAVA
cat >"$work/OneDnnFirst.java" <<'JAVA'
public class OneDnnFirst {
  public static void main(String[] args) {
    org.bytedeco.javacpp.Loader.load(org.bytedeco.dnnl.global.dnnl.class);
    First.main(args);
  }
}
JAVA
block 1 >"$work/ReadmeExample.java"
cat >"$work/OwnGraph.java" <<JAVA
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

public class OwnGraph {
  public static void main(String[] args) {
    var graph = new ComputationGraph(new NeuralNetConfiguration.Builder().graphBuilder().addInputs("in")
        .layer("hidden", new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.RELU).build(), "in")
        .layer("out", new OutputLayer.Builder().nIn(4).nOut(2).activation(Activation.SOFTMAX).build(), "hidden")
        .setOutputs("out").build());
    graph.init();
    var features = Nd4j.rand(8, 3);
    var labels = Nd4j.eye(2).repeat(0, 4);
$(block 3)
    System.out.println("score " + graph.score());
  }
}
JAVA
javac -cp "$library" -d "$work" "$work"/*.java

# Runs Java with arguments on a processor: on CPU ARGUMENTS…
on() {
  local cpu=$1
  shift
  echo "$cpu: ${*: -1}"
  local command=("$java" -Xmx2g -Dorg.slf4j.simpleLogger.defaultLogLevel=error "$@")
  [ "$cpu" = native ] || command=(qemu-x86_64 -cpu "$cpu" "${command[@]}")
  local status=0
  "${command[@]}" >"$work/out" 2>&1 || status=$?
  # Of what the emulated processor lacks, qemu itself tells.
  [ "$status" = 0 ] || { grep -v "TCG doesn't support" "$work/out" >&2; fail "status $status"; }
}

lab() { # CPU ARGUMENTS…
  local cpu=$1
  shift
  DL4JLAB_CACHE=$work/cache on "$cpu" -cp "$program:$PWD/cifar-module/target/cifar.jar" org.dl4jlab.cifar.CifarMain "$@"
}

if [ "${1-}" = quick ]; then
  on Nehalem -cp "$library" First
  on Nehalem -cp "$program" OneDnnFirst
  exit
fi
for cpu in native Haswell Nehalem; do
  for path in "$library" "$program"; do
    for class in First OneDnnFirst ReadmeExample OwnGraph; do
      on "$cpu" -cp "$path" "$class"
    done
  done
  lab "$cpu" summary
  lab "$cpu" train --offline --data sample --network batchnorm --limit-train 64 --limit-test 32 --epochs 1 --run "$work/run-$cpu"
done
echo "Every program ran on every processor"
