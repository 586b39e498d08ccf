package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.engine.Device;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.onednn.OwnTraining.OwnPenalty;
import org.dl4jlab.onednn.OwnTraining.OwnUpdater;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationPReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class OneDnnEngineTest {

  private static final NetworkCase NET = SuiteNetworks.named("dropout on images");

  /** Adam makes steps of full size also of gradients that are little more than rounding errors. */
  private static final double RESUMED = 5e-3;

  @Test
  void isTheFastestWhereItCan() {
    try (Engine engine = Engines.fastest(graph(NET))) {
      assertEquals("onednn", engine.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onednn", "dl4j"})
  void threadsThatUseItAtTheSameTimeAreToldAndDoNoHarm(String name) throws InterruptedException {
    Batch batch = Batches.of(NET, 5, new Random(1));
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    AtomicInteger steps = new AtomicInteger();
    ComputationGraph graph = graph(NET);
    try (Engine engine = Engines.named(name, graph)) {
      Runnable work =
          () -> {
            for (int i = 0; i < 50; i++) {
              try {
                engine.fit(batch);
                steps.incrementAndGet();
                engine.outputs(batch);
              } catch (IllegalStateException | Error e) {
                thrown.add(e);
              }
            }
          };
      List<Thread> threads = List.of(new Thread(work), new Thread(work), new Thread(work));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      engine.fit(batch);
    }
    assertTrue(
        thrown.stream().allMatch(e -> e.getMessage().contains("uses a network while")),
        thrown::toString);
    assertEquals(steps.get() + 1, graph.getIterationCount());
    assertTrue(Double.isFinite(graph.params().sumNumber().doubleValue()));
  }

  @Test
  void trainsToTheSameBitsFromTheSameSeed() {
    assertEquals(trained("onednn", 12).params(), trained("onednn", 12).params());
  }

  @Test
  void aRunIsResumedByTheOtherEngine() throws IOException {
    INDArray expected = trained("dl4j", 10).params();
    for (List<String> order : List.of(List.of("onednn", "dl4j"), List.of("dl4j", "onednn"))) {
      ComputationGraph half = trained(order.get(0), 5);
      ByteArrayOutputStream zip = new ByteArrayOutputStream();
      ModelSerializer.writeModel(half, zip, true);
      ComputationGraph restored =
          ModelSerializer.restoreComputationGraph(
              new ByteArrayInputStream(zip.toByteArray()), true);
      train(order.get(1), restored, 5, 10);
      assertClose(order.toString(), expected, restored.params(), RESUMED);
      assertEquals(10, restored.getConfiguration().getIterationCount());
    }
  }

  @Test
  void listenersOnTheGraphSeeEveryStep() {
    ComputationGraph graph = graph(NET);
    List<INDArray> seen = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    graph.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            seen.add(model.params().dup());
            scores.add(model.score());
            // As in stock DL4J, the step is counted when all listeners know of it.
            assertEquals(iteration, graph.getIterationCount());
          }
        });
    train("onednn", graph, 0, 3);
    assertEquals(3, graph.getIterationCount());
    assertEquals(3, seen.size());
    assertEquals(graph.params(), seen.get(2));
    assertTrue(!seen.get(1).equals(seen.get(2)));
    assertTrue(scores.get(0) > 0);
  }

  @Test
  void predictsBatchesOfAnySizeAlike() {
    ComputationGraph graph = graph(NET);
    Batch seven = Batches.of(NET, 7, new Random(5));
    try (Engine engine = Engines.named("onednn", graph)) {
      INDArray together = engine.output(seven);
      for (int i = 0; i < 7; i++) {
        INDArray one = seven.features().slice(i).reshape(1, 3, 11, 9).dup('c');
        INDArray alone = engine.output(new ArrayBatch(one, null));
        assertClose("row " + i, together.getRow(i), alone, 1e-5);
      }
    }
  }

  @Test
  void readsPermutedFeaturesAsTheyAreMeant() {
    ComputationGraph graph = graph(NET);
    INDArray features = Batches.of(NET, 3, new Random(6)).features();
    INDArray permuted = features.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
    try (Engine engine = Engines.named("onednn", graph)) {
      assertEquals(
          engine.output(new ArrayBatch(features, null)),
          engine.output(new ArrayBatch(permuted, null)));
    }
  }

  @Test
  void refusesInputsAndLabelsThatDoNotFit() {
    ComputationGraph graph = chain(new Adam(), new DenseLayer.Builder().nOut(3).build());
    INDArray before = graph.params().dup();
    try (Engine engine = Engines.named("onednn", graph)) {
      assertThrows(
          IllegalArgumentException.class, () -> engine.fit(Nd4j.rand(4, 5), Nd4j.rand(4, 2)));
      assertThrows(
          IllegalArgumentException.class, () -> engine.fit(Nd4j.rand(4, 3), Nd4j.rand(4, 3)));
    }
    assertEquals(before, graph.params());
  }

  @Test
  void isClosedOnceAndForAll() {
    Engine engine = Engines.named("onednn", graph(NET));
    Batch batch = Batches.of(NET, 5, new Random(1));
    engine.fit(batch);
    engine.close();
    engine.close();
    assertThrows(IllegalStateException.class, () -> engine.fit(batch));
    assertThrows(IllegalStateException.class, () -> engine.output(batch));
  }

  @Test
  void refusesInputsOfOneVertexThatDiffer() {
    var graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("left", "right")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "left", "right")
                .layer("out", output().clone(), "sum")
                .setInputTypes(InputType.feedForward(3), InputType.feedForward(3))
                .setOutputs("out")
                .build());
    graph.init();
    try (Engine engine = Engines.named("onednn", graph)) {
      INDArray[] inputs = {Nd4j.rand(2, 3), Nd4j.rand(2, 4)};
      MultiDataSet batch = new MultiDataSet(inputs, new INDArray[] {Nd4j.rand(2, 2)});
      String message =
          assertThrows(IllegalArgumentException.class, () -> engine.fit(batch)).getMessage();
      assertEquals("'sum' takes inputs of one shape, not [2, 3] and [2, 4]", message);
    }
  }

  @Test
  void refusesMasksWithGapsInFrontOfALastStepBeforeAnythingChanges() {
    ComputationGraph graph = SeriesNetworks.classifierOfGraph();
    graph.init();
    INDArray before = graph.params().dup();
    DataSet batch = SeriesNetworks.seriesOf(1);
    MultiDataSet gap = (MultiDataSet) batch.toMultiDataSet();
    gap.getFeaturesMaskArray(0).putScalar(0, 2, 0);
    try (Engine engine = Engines.named("onednn", graph)) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> engine.fit(gap)).getMessage();
      assertEquals("'memory' meets masked steps before steps that count", message);
    }
    assertEquals(before, graph.params());
    assertEquals(0, graph.getIterationCount());
  }

  @Test
  void refusesASegmentOfAnotherSizeThanTheOneBefore() {
    MultiLayerNetwork network = SeriesNetworks.characters();
    network.init();
    MultiDataSet five = (MultiDataSet) SeriesNetworks.texts(1).toMultiDataSet();
    try (Engine engine = Engines.named("onednn", network)) {
      engine.fitSegment(new ArrayBatch(five));
      INDArray two = Nd4j.rand(2, SeriesNetworks.CHARACTERS, 3);
      assertThrows(
          IllegalArgumentException.class, () -> engine.fitSegment(new ArrayBatch(two, two)));
      engine.resetState();
      engine.fitSegment(new ArrayBatch(two, two));
    }
    assertEquals(2, network.getIterationCount());
  }

  @Test
  void saysOnWhatItComputes() {
    try (Engine engine = Engines.named("onednn", graph(NET), new EngineOptions(2))) {
      assertEquals(Device.processor(2), engine.device());
    }
  }

  @Test
  void namesTheLayerAndWhyItIsNotSupported() {
    assertRefused(
        chain(new Adam(), new DenseLayer.Builder().nOut(3).activation(Activation.RRELU).build()),
        "'layer' has the activation rrelu, which draws its slopes at random");
    assertRefused(
        chain(new OwnUpdater(), new DenseLayer.Builder().nOut(3).build()),
        "'layer' has the updater OwnUpdater");
    assertRefused(
        chain(new Adam(), new ActivationLayer(new ActivationPReLU(Nd4j.ones(1, 4), null))),
        "'layer' has the activation ActivationPReLU");
    assertRefused(
        chain(
            new Adam(),
            new DenseLayer.Builder().nOut(3).regularization(List.of(new OwnPenalty())).build()),
        "'layer' has the penalty OwnPenalty");
  }

  /** DL4J itself mixes up the two arrays then. */
  @Test
  void refusesDepthwiseConvolutionsWithAPenalty() {
    var graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .l2(0.1)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(5, 5, 2))
                .layer("depthwise", new DepthwiseConvolution2D.Builder(3, 3).build(), "in")
                .layer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "depthwise")
                .setOutputs("out")
                .build());
    graph.init();
    assertRefused(graph, "'depthwise' has a penalty, or an updater of its own for the bias");
  }

  @Test
  void refusesAFrozenLayerBehindOneThatIsTrained() {
    var graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(3))
                .layer("trained", new DenseLayer.Builder().nOut(3).build(), "in")
                .layer("kept", new FrozenLayer(new DenseLayer.Builder().nOut(3).build()), "trained")
                .layer("out", output(), "kept")
                .setOutputs("out")
                .build());
    graph.init();
    assertRefused(graph, "'kept' is frozen and passes no gradient");
  }

  private static void assertRefused(ComputationGraph graph, String... reasons) {
    String message =
        assertThrows(UserException.class, () -> Engines.named("onednn", graph)).getMessage();
    assertTrue(List.of(reasons).stream().anyMatch(message::contains), message);
    List<String> told = new ArrayList<>();
    try (Engine engine = Engines.fastest(graph, EngineOptions.defaults(), told::add)) {
      assertEquals("dl4j", engine.name());
    }
    assertEquals(1, told.size());
    assertTrue(List.of(reasons).stream().anyMatch(told.get(0)::contains), told.get(0));
  }

  private static ComputationGraph chain(IUpdater updater, Layer layer) {
    var graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(updater)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(3))
                .layer("layer", layer, "in")
                .layer("out", output(), "layer")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static ComputationGraph graph(NetworkCase net) {
    ComputationGraph graph = new ComputationGraph(net.graph().clone());
    graph.init();
    return graph;
  }

  private static ComputationGraph trained(String engine, int steps) {
    ComputationGraph graph = graph(NET);
    train(engine, graph, 0, steps);
    return graph;
  }

  private static void train(String name, ComputationGraph graph, int from, int to) {
    try (Engine engine = Engines.named(name, graph)) {
      for (int i = from; i < to; i++) {
        engine.fit(Batches.of(NET, 5, new Random(100 + i)));
      }
    }
  }
}
