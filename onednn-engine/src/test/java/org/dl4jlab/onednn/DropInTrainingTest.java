package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.deeplearning4j.optimize.listeners.EvaluativeListener;
import org.deeplearning4j.optimize.listeners.PerformanceListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;

/** An accelerated network learns what stock DL4J's does, in every way that it may be trained. */
class DropInTrainingTest {

  private static final int EPOCHS = 5; // of ten batches

  /** What a listener is told, and what it sees then. */
  private static final class Diary extends BaseTrainingListener {

    private final List<String> entries = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private Model model;

    @Override
    public void onEpochStart(Model model) {
      entries.add("start");
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      this.model = model;
      int counted =
          model instanceof ComputationGraph graph
              ? graph.getIterationCount()
              : ((MultiLayerNetwork) model).getIterationCount();
      entries.add("iteration %d of epoch %d, %d counted".formatted(iteration, epoch, counted));
      scores.add(model.score());
    }

    @Override
    public void onEpochEnd(Model model) {
      entries.add("end");
    }
  }

  private static void assertSame(Diary expected, Diary actual) {
    assertEquals(expected.entries, actual.entries);
    assertEquals(50, actual.scores.size());
    for (int i = 0; i < expected.scores.size(); i++) {
      double score = expected.scores.get(i);
      assertEquals(score, actual.scores.get(i), 1e-5 * Math.max(1, score), "iteration " + i);
    }
  }

  @Test
  void aListOfLayersLearnsAsInStockDl4j() {
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    List<Diary> diaries = new ArrayList<>();
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
      Diary diary = new Diary();
      each.setListeners(diary);
      each.fit(DropInNetworks.vectors(), EPOCHS);
      diaries.add(diary);
    }
    assertSame(diaries.get(0), diaries.get(1));
    assertTrue(net == diaries.get(1).model, "listeners see the accelerated network");
    assertEquals(List.of(), Engines.obstacles(net));
    assertEquals(0, Engines.stockSteps(net));
    assertEquals(50, net.getIterationCount());
    assertEquals(EPOCHS, net.getEpochCount());
    assertEquals(
        stock.evaluate(DropInNetworks.vectors()).stats(),
        net.evaluate(DropInNetworks.vectors()).stats());
    assertEquals(
        stock.evaluateRegression(DropInNetworks.vectors()).averageMeanSquaredError(),
        net.evaluateRegression(DropInNetworks.vectors()).averageMeanSquaredError(),
        1e-5);
    assertEquals(stock.score(DropInNetworks.batch()), net.score(DropInNetworks.batch()), 1e-5);
  }

  @Test
  void aGraphLearnsAsInStockDl4j() {
    ComputationGraph stock = DropInNetworks.convolutional();
    stock.init();
    ComputationGraph given = DropInNetworks.convolutional();
    given.init();
    ComputationGraph graph = Engines.accelerate(given);
    List<Diary> diaries = new ArrayList<>();
    for (ComputationGraph each : List.of(stock, graph)) {
      Diary diary = new Diary();
      each.setListeners(diary);
      each.fit(DropInNetworks.images(), EPOCHS);
      diaries.add(diary);
    }
    assertSame(diaries.get(0), diaries.get(1));
    assertTrue(graph == diaries.get(1).model, "listeners see the accelerated graph");
    assertEquals(0, Engines.stockSteps(graph));
    assertEquals(50, graph.getIterationCount());
    assertEquals(EPOCHS, graph.getEpochCount());
    Evaluation expected = stock.evaluate(DropInNetworks.images());
    Evaluation actual = graph.evaluate(DropInNetworks.images());
    assertEquals(expected.stats(), actual.stats());
    DataSet all = DropInNetworks.images().next(16);
    assertEquals(stock.score(all), graph.score(all), 1e-5);
  }

  @Test
  void dl4jsOwnListenersWork() {
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    net.init();
    CollectScoresListener scores = new CollectScoresListener(1);
    EvaluativeListener evaluation = new EvaluativeListener(DropInNetworks.vectors(), 5);
    net.setListeners(
        scores, evaluation, new PerformanceListener(5, true), new ScoreIterationListener(5));
    net.fit(DropInNetworks.vectors(), 1);
    assertEquals(10, scores.getListScore().size());
    assertEquals(77, ((Evaluation) evaluation.getEvaluations()[0]).getNumRowCounter());
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void listenersSeeAndSetParametersAndLearningRates() {
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    List<List<Double>> seen = List.of(new ArrayList<>(), new ArrayList<>());
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
      each.setListeners(
          new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
              seen.get(each == net ? 1 : 0).add(model.getParam("0_W").norm2Number().doubleValue());
              if (iteration == 4) {
                model.params().muli(0.9);
              }
              if (iteration == 6) {
                ((MultiLayerNetwork) model).setLearningRate(0.05);
              }
            }
          });
      each.fit(DropInNetworks.vectors());
    }
    assertEquals(10, seen.get(1).size());
    for (int i = 0; i < 10; i++) {
      assertEquals(seen.get(0).get(i), seen.get(1).get(i), 1e-4, "iteration " + i);
    }
    assertClose("parameters", stock.params(), net.params(), 1e-5);
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void everyWayToFitIsAStepOfTheEngine() {
    MultiLayerNetwork stock = DropInNetworks.dense();
    MultiLayerNetwork net = Engines.accelerate(DropInNetworks.dense());
    DataSet batch = DropInNetworks.batch();
    int[] classes = batch.getLabels().argMax(1).toIntVector();
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.init();
      each.fit(batch.getFeatures(), batch.getLabels());
      each.fit(batch.getFeatures(), classes);
      each.fit(batch);
      each.fit(new MultiDataSet(batch.getFeatures(), batch.getLabels()));
      each.fit(DropInNetworks.vectors());
      each.fit(new MultiDataSetIteratorAdapter(DropInNetworks.vectors()), 2);
    }
    assertEquals(stock.score(), net.score(), 1e-5);
    assertEquals(stock.getIterationCount(), net.getIterationCount());
    assertEquals(stock.getEpochCount(), net.getEpochCount());
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void everyWayToFitAGraphIsAStepOfTheEngine() {
    ComputationGraph stock = DropInNetworks.convolutional();
    ComputationGraph graph = Engines.accelerate(DropInNetworks.convolutional());
    DataSet batch = DropInNetworks.images().next(8);
    INDArray[] features = {batch.getFeatures()};
    INDArray[] labels = {batch.getLabels()};
    for (ComputationGraph each : List.of(stock, graph)) {
      each.init();
      each.fit(batch);
      each.fit(features, labels);
      each.fit(new MultiDataSet(features, labels));
      each.fit(new MultiDataSetIteratorAdapter(DropInNetworks.images()), 2);
      each.setLearningRate(0.02);
      each.fit(batch);
    }
    assertEquals(stock.score(), graph.score(), 1e-5);
    assertEquals(stock.getIterationCount(), graph.getIterationCount());
    assertEquals(0, Engines.stockSteps(graph));
    for (boolean training : new boolean[] {true, false}) {
      assertClose(
          "output",
          stock.outputSingle(training, features),
          graph.outputSingle(training, features),
          1e-4);
    }
    assertClose(
        "adapted",
        stock.<INDArray>output(features, null, null, outputs -> outputs[0].detach()),
        graph.<INDArray>output(features, null, null, outputs -> outputs[0].detach()),
        1e-4);
    assertClose(
        "pool",
        stock.feedForward(features, false).get("pool"),
        graph.feedForward(features, false).get("pool"),
        1e-4);
  }

  @Test
  void dropoutIsDrawnFromSeedAndIteration() {
    NetworkCase dropout = SuiteNetworks.named("dropout on images");
    ComputationGraph stock = (ComputationGraph) dropout.model();
    ComputationGraph graph =
        Engines.accelerate(new ComputationGraph(stock.getConfiguration().clone()));
    graph.init(stock.params().dup(), false);
    try (Engine engine = Engines.named("dl4j", stock)) {
      for (int i = 0; i < 3; i++) {
        MultiDataSet batch = Batches.of(dropout, 5, new Random(i)).arrays();
        graph.fit(batch);
        engine.fit(batch);
      }
    }
    assertEquals(0, Engines.stockSteps(graph));
    assertClose("parameters", stock.params(), graph.params(), 1e-3);
  }
}
