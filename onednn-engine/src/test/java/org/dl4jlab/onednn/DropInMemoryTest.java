package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Whoever reads a network's memory finds it current; whatever he writes there is seen. */
class DropInMemoryTest {

  private static final double TOLERANCE = 1e-5;

  private final MultiLayerNetwork stock = DropInNetworks.dense();
  private final MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
  private final List<MultiLayerNetwork> both = List.of(stock, net);

  DropInMemoryTest() {
    for (MultiLayerNetwork each : both) {
      each.init();
    }
  }

  private void fit(int steps) {
    for (MultiLayerNetwork each : both) {
      for (int i = 0; i < steps; i++) {
        each.fit(DropInNetworks.batch());
      }
    }
  }

  private void assertNoDifference() {
    assertClose("parameters", stock.params(), net.params(), TOLERANCE);
    assertClose("state", stock.updaterState(), net.updaterState(), 1e-4);
    INDArray features = DropInNetworks.batch().getFeatures();
    assertClose("output", stock.output(features), net.output(features), TOLERANCE);
    assertEquals(stock.getIterationCount(), net.getIterationCount());
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void parametersReadInBetweenAreCurrent() {
    fit(2);
    assertNoDifference();
    fit(1);
    assertClose("W", stock.getParam("1_W"), net.getParam("1_W"), TOLERANCE);
    fit(1);
    assertClose("b", stock.paramTable().get("2_b"), net.paramTable().get("2_b"), TOLERANCE);
    fit(1);
    assertClose("W", stock.getLayer(0).getParam("W"), net.getLayer(0).getParam("W"), TOLERANCE);
  }

  @Test
  void viewsThatWereKeptShowEveryStepAndMayBeWrittenTo() {
    INDArray weightsOfStock = stock.getLayer(1).getParam("W");
    INDArray weights = net.getLayer(1).getParam("W");
    for (int i = 0; i < 3; i++) {
      fit(1);
      assertClose("W", weightsOfStock, weights, TOLERANCE);
      weightsOfStock.muli(0.9);
      weights.muli(0.9);
    }
    fit(1);
    assertNoDifference();
  }

  @Test
  void parametersThatAreSetAreTakenOver() {
    fit(1);
    INDArray parameters = stock.params().mul(0.5);
    both.forEach(each -> each.setParams(parameters));
    fit(1);
    assertNoDifference();
    INDArray bias = stock.getParam("0_b").add(1);
    both.forEach(each -> each.setParam("0_b", bias));
    fit(1);
    assertNoDifference();
    Map<String, INDArray> table = DropInNetworks.dense().clone().paramTable();
    both.forEach(each -> each.setParamTable(table));
    fit(1);
    assertNoDifference();
  }

  @Test
  void learningRatesMayChange() {
    fit(2);
    both.forEach(each -> each.setLearningRate(0.1));
    fit(2);
    assertNoDifference();
    both.forEach(each -> each.setLearningRate(1, 0.02));
    fit(2);
    assertEquals(0.02, net.getLearningRate(1));
    assertNoDifference();
  }

  @Test
  void learningRatesMayBeChangedInPlace() {
    fit(2);
    for (MultiLayerNetwork each : both) {
      for (int i = 0; i < 3; i++) {
        BaseLayer layer = (BaseLayer) each.getLayer(i).conf().getLayer();
        ((Adam) layer.getIUpdater()).setLearningRate(0.1);
      }
      each.fit(DropInNetworks.vectors());
    }
    assertNoDifference();
  }

  @Test
  void anUpdaterOfSomebodysOwnIsHeeded() {
    fit(1);
    INDArray before = net.params().dup();
    net.setUpdater(
        new MultiLayerUpdater(net) {
          @Override
          public void update(
              Gradient gradient, int iteration, int epoch, int size, LayerWorkspaceMgr memory) {
            gradient.gradient().assign(0);
          }
        });
    net.fit(DropInNetworks.batch());
    assertEquals(before, net.params());
    assertEquals(1, Engines.stockSteps(net));
  }

  @Test
  void whatStockDl4jComputesInBetweenStartsFromTheLastStep() {
    fit(2);
    INDArray features = DropInNetworks.batch().getFeatures();
    assertClose(
        "first layer",
        stock.feedForward(features).get(1),
        net.feedForward(features).get(1),
        TOLERANCE);
    fit(1);
    assertClose("training", stock.output(features, true), net.output(features, true), TOLERANCE);
    fit(1);
    for (MultiLayerNetwork each : both) {
      each.setInput(features);
      each.setLabels(DropInNetworks.batch().getLabels());
      each.computeGradientAndScore();
    }
    assertClose("gradient", stock.gradient().gradient(), net.gradient().gradient(), 1e-4);
    fit(1);
    assertNull(net.gradient(), "a gradient of an earlier step is worse than none");
    assertNoDifference();
  }

  @Test
  void aNetworkThatHasLearntGoesOn() {
    fit(3);
    MultiLayerNetwork faster = Engines.accelerate(stock.clone());
    for (int i = 0; i < 3; i++) {
      faster.fit(DropInNetworks.batch());
    }
    fit(3);
    assertClose("parameters", net.params(), faster.params(), TOLERANCE);
    assertEquals(6, faster.getIterationCount());
  }

  @Test
  void aCloneIsAcceleratedAndOnItsOwn() {
    fit(3);
    MultiLayerNetwork clone = net.clone();
    INDArray before = clone.params().dup();
    fit(2);
    assertEquals(before, clone.params());
    for (int i = 0; i < 2; i++) {
      clone.fit(DropInNetworks.batch());
    }
    assertClose("parameters", net.params(), clone.params(), TOLERANCE);
    assertEquals(0, Engines.stockSteps(clone));
  }

  @Test
  void aSavedNetworkIsContinuedInPlainDl4j(@TempDir Path folder) throws IOException {
    fit(3);
    net.save(folder.resolve("net.zip").toFile());
    MultiLayerNetwork loaded = MultiLayerNetwork.load(folder.resolve("net.zip").toFile(), true);
    assertSame(MultiLayerNetwork.class, loaded.getClass());
    fit(2);
    for (int i = 0; i < 2; i++) {
      loaded.fit(DropInNetworks.batch());
    }
    assertClose("parameters", stock.params(), loaded.params(), TOLERANCE);
    assertEquals(5, loaded.getIterationCount());
  }

  @Test
  void aRestoredGraphIsAcceleratedAndSavedAgain() throws IOException {
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    graph.init();
    graph.fit(DropInNetworks.images());
    ComputationGraph restored = Engines.accelerate(restored(graph));
    ComputationGraph plain = restored(graph);
    for (ComputationGraph each : List.of(restored, plain)) {
      each.fit(DropInNetworks.images());
    }
    assertClose("parameters", plain.params(), restored.params(), 1e-4);
    assertEquals(20, restored.getIterationCount());
    assertEquals(2, restored.getEpochCount());
    assertEquals(0, Engines.stockSteps(restored));
  }

  private static ComputationGraph restored(ComputationGraph graph) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ModelSerializer.writeModel(graph, zip, true);
    return ModelSerializer.restoreComputationGraph(
        new ByteArrayInputStream(zip.toByteArray()), true);
  }

  @Test
  void javasSerializationGivesAPlainNetwork() throws IOException, ClassNotFoundException {
    fit(2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(net);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      MultiLayerNetwork read = (MultiLayerNetwork) in.readObject();
      assertSame(MultiLayerNetwork.class, read.getClass());
      assertClose("parameters", stock.params(), read.params(), TOLERANCE);
    }
  }

  @Test
  void checkpointsHoldTheStepThatTheyWereMadeAt(@TempDir Path folder) throws IOException {
    for (MultiLayerNetwork each : both) {
      Path checkpoints = Files.createDirectory(folder.resolve(each == net ? "net" : "stock"));
      each.setListeners(
          new CheckpointListener.Builder(checkpoints.toFile())
              .keepAll()
              .saveEveryNIterations(2)
              .build());
    }
    fit(5);
    MultiLayerNetwork expected =
        CheckpointListener.loadCheckpointMLN(folder.resolve("stock").toFile(), 1);
    MultiLayerNetwork actual =
        CheckpointListener.loadCheckpointMLN(folder.resolve("net").toFile(), 1);
    assertClose("parameters", expected.params(), actual.params(), TOLERANCE);
    assertEquals(expected.getIterationCount(), actual.getIterationCount());
  }

  @Test
  void earlyStoppingFindsTheSameEpoch() {
    List<EarlyStoppingResult<MultiLayerNetwork>> results =
        both.stream()
            .map(
                each ->
                    new EarlyStoppingTrainer(
                            new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                                .epochTerminationConditions(new MaxEpochsTerminationCondition(4))
                                .scoreCalculator(
                                    new DataSetLossCalculator(DropInNetworks.vectors(), true))
                                .modelSaver(new InMemoryModelSaver<>())
                                .build(),
                            each,
                            DropInNetworks.vectors())
                        .fit())
            .toList();
    assertEquals(results.get(0).getBestModelEpoch(), results.get(1).getBestModelEpoch());
    assertEquals(4, results.get(1).getScoreVsEpoch().size());
    results
        .get(0)
        .getScoreVsEpoch()
        .forEach(
            (epoch, score) ->
                assertEquals(score, results.get(1).getScoreVsEpoch().get(epoch), TOLERANCE));
    assertEquals(0, Engines.stockSteps(net));
    assertEquals(0, Engines.stockSteps(results.get(1).getBestModel()));
  }

  @Test
  void earlyStoppingKeepsAGraph() {
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    graph.init();
    EarlyStoppingResult<ComputationGraph> result =
        new EarlyStoppingGraphTrainer(
                new EarlyStoppingConfiguration.Builder<ComputationGraph>()
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
                    .scoreCalculator(new DataSetLossCalculator(DropInNetworks.images(), true))
                    .modelSaver(new InMemoryModelSaver<>())
                    .build(),
                graph,
                DropInNetworks.images())
            .fit();
    assertEquals(
        result.getScoreVsEpoch().get(result.getBestModelEpoch()),
        new DataSetLossCalculator(DropInNetworks.images(), true)
            .calculateScore(result.getBestModel()),
        TOLERANCE);
    assertEquals(0, Engines.stockSteps(result.getBestModel()));
  }

  @Test
  void aGraphWithoutItsHeadLearnsAnother() {
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    graph.init();
    graph.fit(DropInNetworks.images());
    ComputationGraph tuned =
        Engines.accelerate(
            new TransferLearning.GraphBuilder(graph)
                .fineTuneConfiguration(
                    new FineTuneConfiguration.Builder().updater(new Sgd(0.1)).build())
                .nOutReplace("output", 5, WeightInit.XAVIER)
                .build());
    assertEquals(graph.getParam("conv_W"), tuned.getParam("conv_W"));
    DataSet batch = DropInNetworks.images().next(8);
    tuned.fit(
        new DataSet(batch.getFeatures(), Nd4j.eye(5).repeat(0, 2).getRows(0, 1, 2, 3, 4, 5, 6, 7)));
    assertNotEquals(graph.getParam("conv_W"), tuned.getParam("conv_W"));
    assertEquals(0, Engines.stockSteps(tuned));
  }

  @Test
  void transferLearningStartsFromTheLastStep() {
    fit(3);
    MultiLayerNetwork tuned =
        new TransferLearning.Builder(net)
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Sgd(0.1)).build())
            .setFeatureExtractor(0)
            .removeOutputLayer()
            .addLayer(
                new OutputLayer.Builder().nIn(8).nOut(2).activation(Activation.SOFTMAX).build())
            .build();
    assertClose("kept", stock.getParam("0_W"), tuned.getParam("0_W"), TOLERANCE);
    MultiLayerNetwork faster = Engines.accelerate(tuned);
    INDArray frozen = faster.getParam("0_W").dup();
    INDArray features = DropInNetworks.batch().getFeatures();
    faster.fit(features, DropInNetworks.batch().getLabels().getColumns(0, 1));
    assertEquals(frozen, faster.getParam("0_W"));
  }

  @Test
  void aNetworkThatNobodyHoldsIsFreed() throws InterruptedException {
    MultiLayerNetwork forgotten = Engines.accelerate(DropInNetworks.dense());
    forgotten.init();
    forgotten.fit(DropInNetworks.batch());
    WeakReference<MultiLayerNetwork> reference = new WeakReference<>(forgotten);
    forgotten = null;
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(reference.get());
  }

  @Test
  void closingEndsIt() {
    fit(1);
    net.close();
    assertThrows(RuntimeException.class, () -> net.fit(DropInNetworks.batch()));
  }

  @Test
  void onlyPlainNetworksAreAccelerated() {
    assertSame(net, Engines.accelerate(net));
    assertNotSame(stock, Engines.accelerate(stock));
    MultiLayerNetwork special =
        new MultiLayerNetwork(stock.getLayerWiseConfigurations()) {
          @Override
          public double score() {
            return 0;
          }
        };
    assertThrows(IllegalArgumentException.class, () -> Engines.accelerate(special));
    assertThrows(IllegalArgumentException.class, () -> Engines.stockSteps(stock));
  }

  @Test
  void parametersGivenAtInitializationAreUsed() {
    MultiLayerNetwork given = Engines.accelerate(DropInNetworks.dense());
    INDArray parameters = stock.params().mul(0.5);
    given.init(parameters.dup(), false);
    given.fit(DropInNetworks.batch());
    stock.setParams(parameters);
    stock.fit(DropInNetworks.batch());
    assertNotEquals(parameters, given.params());
    assertClose("parameters", stock.params(), given.params(), TOLERANCE);
  }
}
