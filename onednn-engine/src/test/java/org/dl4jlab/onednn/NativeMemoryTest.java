package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Native memory stays flat, in long runs and over many engines: measured in a JVM of its own, whose
 * heap is all there from the beginning, so that what grows is not the heap.
 */
@Tag("slow")
class NativeMemoryTest {

  private static final long SLACK_BYTES = 32L << 20;

  @ParameterizedTest
  @CsvSource({"steps, 2000, 100000", "engines, 100, 1000"})
  void staysFlat(String what, int before, int after) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                Measured.class.getName(),
                what,
                String.valueOf(before),
                String.valueOf(after))
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), printed);
    long grown = Long.parseLong(printed.substring(printed.lastIndexOf('\n') + 1));
    assertTrue(grown < SLACK_BYTES, "grown by %,d bytes".formatted(grown));
  }

  /** Prints by how many bytes the process has grown. */
  static final class Measured {

    private static final NetworkCase NET = SuiteNetworks.named("dropout on images");

    public static void main(String[] args) {
      ComputationGraph graph = new ComputationGraph(NET.graph());
      graph.init();
      Batch batch = Batches.of(NET, 5, new Random(1));
      boolean engines = args[0].equals("engines");
      try (Engine engine = Engines.named("onednn", graph)) {
        work(engines, graph, engine, batch, Integer.parseInt(args[1]));
        long before = Pointer.physicalBytes();
        work(engines, graph, engine, batch, Integer.parseInt(args[2]));
        System.out.println(Pointer.physicalBytes() - before);
      }
    }

    private static void work(
        boolean engines, ComputationGraph graph, Engine engine, Batch batch, int count) {
      for (int i = 0; i < count; i++) {
        if (engines) {
          try (Engine another = Engines.named("onednn", graph)) {
            another.fit(batch);
            another.output(batch);
          }
        } else {
          engine.fit(batch);
        }
      }
    }
  }
}
