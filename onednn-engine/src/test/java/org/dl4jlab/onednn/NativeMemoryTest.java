package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory stays flat, in long runs and over many engines: measured in a JVM of its own, whose
 * heap is all there from the beginning, so that what grows is not the heap.
 */
@Tag("slow")
class NativeMemoryTest {

  private static final long SLACK_BYTES = 32L << 20;

  @ParameterizedTest
  @CsvSource({"STEPS, 2000, 100000", "ENGINES, 100, 1000", "LENGTHS, 1000, 10000"})
  void staysFlat(Work what, int before, int after) throws IOException, InterruptedException {
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
                what.name(),
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

  /** What is done over and over. */
  enum Work {
    STEPS {
      @Override
      void once(ComputationGraph graph, Engine engine, int i) {
        engine.fit(IMAGES_BATCH);
      }
    },
    ENGINES {
      @Override
      void once(ComputationGraph graph, Engine engine, int i) {
        ComputationGraph one = graph.clone();
        try (Engine another = Engines.named("onednn", one)) {
          another.fit(IMAGES_BATCH);
          another.output(IMAGES_BATCH);
        }
        one.close();
      }
    },
    /** Series of 200 lengths, every other with masks, which are as many plans. */
    LENGTHS {
      @Override
      void once(ComputationGraph graph, Engine engine, int i) {
        engine.fit(SERIES_BATCHES[37 * i % SERIES_BATCHES.length]);
      }
    };

    private static final NetworkCase IMAGES = SuiteNetworks.named("dropout on images");
    private static final Batch IMAGES_BATCH = Batches.of(IMAGES, 5, new Random(1));
    private static final NetworkCase SERIES = SuiteNetworks.named("recurrent: two layers");
    private static final Batch[] SERIES_BATCHES =
        IntStream.rangeClosed(1, 200).mapToObj(Work::series).toArray(Batch[]::new);

    private static Batch series(int steps) {
      INDArray mask = steps % 2 == 0 ? Nd4j.ones(2, steps) : null;
      return new ArrayBatch(
          new MultiDataSet(
              Nd4j.ones(2, SERIES.inputs().get(0)[0], steps),
              Nd4j.ones(2, SERIES.outputs().get(0).width(), steps),
              mask,
              mask));
    }

    ComputationGraph graph() {
      return new ComputationGraph((this == LENGTHS ? SERIES : IMAGES).graph());
    }

    abstract void once(ComputationGraph graph, Engine engine, int i);
  }

  /** Prints by how many bytes the process has grown. */
  static final class Measured {

    public static void main(String[] args) {
      Work work = Work.valueOf(args[0]);
      ComputationGraph graph = work.graph();
      graph.init();
      try (Engine engine = Engines.named("onednn", graph)) {
        repeat(work, graph, engine, Integer.parseInt(args[1]));
        long before = Pointer.physicalBytes();
        repeat(work, graph, engine, Integer.parseInt(args[2]));
        System.out.println(Pointer.physicalBytes() - before);
      }
    }

    private static void repeat(Work work, ComputationGraph graph, Engine engine, int count) {
      for (int i = 0; i < count; i++) {
        work.once(graph, engine, i);
      }
    }
  }
}
