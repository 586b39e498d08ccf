package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.ChildJvm;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Whatever a caller does, it is told in an exception, and what is trained stays what it is. */
class CallersTest {

  private static final NetworkCase NET = SuiteNetworks.named("dropout on images");

  private static ComputationGraph graph() {
    ComputationGraph graph = new ComputationGraph(NET.graph().clone());
    graph.init();
    return graph;
  }

  private static Batch batch() {
    return Batches.of(NET, 5, new Random(1));
  }

  /** What would end the JVM, if nobody looked. */
  enum Deed {
    A_GRAPH_CLOSED_BEFORE_ITS_ENGINE {
      @Override
      void commit() {
        ComputationGraph graph = graph();
        Engine engine = Engines.named("onednn", graph);
        engine.fit(batch());
        graph.close();
        for (Runnable use : uses(engine)) {
          String message = assertThrows(IllegalStateException.class, use::run).getMessage();
          assertEquals("The network is closed, and its engine can only be closed", message);
        }
        engine.close();
      }
    },
    A_GRAPH_CLOSED_BEFORE_ITS_ENGINE_PREDICTED {
      @Override
      void commit() {
        ComputationGraph graph = graph();
        try (Engine engine = Engines.named("onednn", graph)) {
          engine.outputs(batch());
          graph.close();
          assertThrows(IllegalStateException.class, () -> engine.outputs(batch()));
        }
      }
    },
    A_CLOSE_BY_A_SECOND_THREAD {
      @Override
      void commit() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
          closeAmid(Engines.named("onednn", graph()));
        }
      }

      private static void closeAmid(Engine engine) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread trainer =
            new Thread(
                () -> {
                  assertThrows(
                      IllegalStateException.class,
                      () -> {
                        while (true) {
                          engine.fit(batch());
                          begun.countDown();
                        }
                      });
                });
        trainer.start();
        begun.await();
        engine.close();
        trainer.join();
      }
    },
    A_CLOSE_WITHIN_A_STEP {
      @Override
      void commit() {
        ComputationGraph graph = graph();
        Engine engine = Engines.named("onednn", graph);
        graph.setListeners(
            new BaseTrainingListener() {
              @Override
              public void iterationDone(Model model, int iteration, int epoch) {
                engine.close();
              }
            });
        assertThrows(IllegalStateException.class, () -> engine.fit(batch()));
        graph.setListeners();
        engine.fit(batch());
        engine.close();
      }
    };

    abstract void commit() throws InterruptedException;

    private static List<Runnable> uses(Engine engine) {
      return List.of(
          () -> engine.fit(batch()),
          () -> engine.outputs(batch()),
          () -> engine.sync(),
          () -> engine.reload());
    }

    public static void main(String[] args) throws InterruptedException {
      valueOf(args[0]).commit();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theJvmLivesOnAfter(Deed deed) {
    ChildJvm.run(List.of(), Deed.class, deed.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"onednn", "dl4j"})
  void aModelHasOneEngineAtATime(String name) {
    ComputationGraph graph = graph();
    ComputationGraph equal = graph();
    try (Engine first = Engines.named(name, graph)) {
      for (String second : List.of("onednn", "dl4j")) {
        String message =
            assertThrows(IllegalStateException.class, () -> Engines.named(second, graph))
                .getMessage();
        assertEquals("The network has an engine, which has to be closed first", message);
      }
      Engines.named(name, equal).close();
      first.fit(batch());
    }
    Engines.named(name, graph).close();
  }

  @Test
  void anAcceleratedNetworkHasAnEngineAlready() {
    ComputationGraph graph = Engines.accelerate(graph());
    String message =
        assertThrows(IllegalStateException.class, () -> Engines.fastest(graph)).getMessage();
    assertEquals("The network is accelerated: it has an engine in itself", message);
  }

  @Test
  void initWhileAnEngineIsOpenLosesNothing() {
    ComputationGraph graph = graph();
    ComputationGraph expected = graph();
    for (ComputationGraph each : List.of(graph, expected)) {
      try (Engine engine = Engines.named("onednn", each)) {
        engine.fit(batch());
        if (each == graph) {
          each.init();
        }
        engine.fit(batch());
      }
    }
    assertEquals(expected.params(), graph.params());
  }

  static Stream<ArrayBatch> ofOtherRanks() {
    INDArray labels = Nd4j.zeros(8, 3);
    return Stream.of(
        new ArrayBatch(Nd4j.rand(8, 32, 32, 3), labels),
        new ArrayBatch(Nd4j.rand(8, 4, 1, 1), labels),
        new ArrayBatch(Nd4j.rand(8, 2, 2, 1), labels),
        new ArrayBatch(Nd4j.rand(8, 2, 2), labels),
        new ArrayBatch(Nd4j.rand(8, 4, 1), labels),
        new ArrayBatch(Nd4j.rand(new int[] {8, 1, 2, 2, 1}), labels),
        new ArrayBatch(Nd4j.rand(new int[] {8, 1, 2, 2, 1, 1}), labels),
        new ArrayBatch(Nd4j.rand(8, 4), Nd4j.zeros(8, 3, 1)),
        new ArrayBatch(Nd4j.rand(8, 4), Nd4j.zeros(8, 5, 2)),
        new ArrayBatch(Nd4j.rand(8, 4), Nd4j.zeros(8, 3, 1, 1)),
        new ArrayBatch(Nd4j.rand(8, 4), null),
        new ArrayBatch(
            new MultiDataSet(
                new INDArray[] {Nd4j.rand(8, 4), Nd4j.rand(8, 4)}, new INDArray[] {labels})));
  }

  @ParameterizedTest
  @MethodSource("ofOtherRanks")
  void inputsAndLabelsOfOtherRanksAreRefused(ArrayBatch wrong) {
    MultiLayerNetwork network = DropInNetworks.dense();
    network.init();
    INDArray before = network.params().dup();
    try (Engine engine = Engines.named("onednn", network)) {
      assertThrows(IllegalArgumentException.class, () -> engine.fit(wrong));
    }
    assertEquals(before, network.params());
    assertEquals(0, network.getIterationCount());
  }

  @Test
  void imagesAreRefusedByANetworkThatTakesNone() {
    ImageBatch images = new ImageBatch(new int[] {2, 1, 2, 2}, new byte[8], new int[2], 3);
    MultiLayerNetwork network = DropInNetworks.dense();
    network.init();
    try (Engine engine = Engines.named("onednn", network)) {
      assertThrows(IllegalArgumentException.class, () -> engine.fit(images));
      assertThrows(IllegalArgumentException.class, () -> engine.outputs(images));
    }
  }

  @Test
  void numbersThatAreNoneAreRefusedBeforeTheyAreLearnt() {
    for (float none : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (boolean inLabels : new boolean[] {false, true}) {
        ComputationGraph graph = graph();
        ArrayBatch batch = (ArrayBatch) batch();
        (inLabels ? batch.labels() : batch.features()).putScalar(3, none);
        INDArray before = graph.params().dup();
        try (Engine engine = Engines.named("onednn", graph)) {
          String message =
              assertThrows(IllegalArgumentException.class, () -> engine.fit(batch)).getMessage();
          assertTrue(message.contains("no finite number"), message);
        }
        assertEquals(before, graph.params());
        assertFalse(graph.params().isNaN().any());
      }
    }
  }
}
