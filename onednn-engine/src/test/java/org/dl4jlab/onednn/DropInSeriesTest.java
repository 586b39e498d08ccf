package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.testing.engine.Batches;
import org.dl4jlab.testing.engine.NetworkCase;
import org.dl4jlab.testing.engine.SuiteNetworks;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** An accelerated network over series, with masks or in segments, is what stock DL4J's is. */
class DropInSeriesTest {

  private static final double CLOSE = 1e-5;
  private static final int ROUNDS = 4;
  private static final int SEGMENTS = 3; // of a text

  private final MultiLayerNetwork stock = SeriesNetworks.characters();
  private final MultiLayerNetwork net = Engines.accelerate(SeriesNetworks.characters());

  DropInSeriesTest() {
    stock.init();
    net.init();
  }

  private static void assertSame(Model stock, Model net) {
    assertClose("parameters", stock.params(), net.params(), CLOSE);
    assertEquals(stock.score(), net.score(), CLOSE * Math.max(1, stock.score()));
  }

  private void fitBoth(int round) {
    stock.fit(SeriesNetworks.texts(round));
    net.fit(SeriesNetworks.texts(round));
  }

  @Test
  void aCharacterModelLearnsInSegmentsAndGoesOnCharacterByCharacter() {
    INDArray character = Nd4j.eye(SeriesNetworks.CHARACTERS).getRows(2, 4);
    for (int round = 0; round < ROUNDS; round++) {
      fitBoth(round);
      assertSame(stock, net);
      for (int i = 0; i < 3; i++) {
        assertClose("step", stock.rnnTimeStep(character), net.rnnTimeStep(character), CLOSE);
      }
    }
    INDArray text = SeriesNetworks.texts(9).getFeatures();
    assertClose("output", stock.output(text.dup()), net.output(text.dup()), CLOSE);
    stock.rnnClearPreviousState();
    net.rnnClearPreviousState();
    assertClose(
        "activations",
        last(stock.rnnActivateUsingStoredState(text.dup(), false, true)),
        last(net.rnnActivateUsingStoredState(text.dup(), false, true)),
        CLOSE);
    fitBoth(ROUNDS);
    assertSame(stock, net);
    assertEquals((ROUNDS + 1) * SEGMENTS, net.getIterationCount());
    assertEquals(0, Engines.stockSteps(net));
  }

  private static INDArray last(List<INDArray> activations) {
    return activations.get(activations.size() - 1);
  }

  @Test
  void labelsOfSegmentsAreMasked() {
    DataSet texts = SeriesNetworks.texts(1);
    INDArray mask = Nd4j.ones(5, 9);
    mask.putScalar(0, 8, 0);
    mask.putScalar(3, 2, 0);
    texts.setLabelsMaskArray(mask);
    for (int round = 0; round < ROUNDS; round++) {
      stock.fit(texts.copy());
      net.fit(texts.copy());
    }
    assertSame(stock, net);
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void labelsHaveWeightsAndSingleOutputsAreMasked() {
    DataSet batch = DropInNetworks.batch();
    INDArray weights = Nd4j.createFromArray(0, 0.2f, 0.4f, 0.6f, 0.8f, 1, 1.2f, 1.4f).reshape(8, 1);
    NetworkCase sigmoids = SuiteNetworks.named("mask: sigmoids");
    MultiDataSet single = Batches.of(sigmoids, 5, new Random(4)).arrays();
    INDArray outputs = Nd4j.ones(5, 4);
    outputs.putScalar(1, 2, 0);
    outputs.putScalar(3, 0, 0);
    batch.setLabelsMaskArray(weights);
    compare(DropInNetworks.dense(), DropInNetworks.dense(), batch);
    compare(
        new MultiLayerNetwork(sigmoids.layers().clone()),
        new MultiLayerNetwork(sigmoids.layers().clone()),
        new DataSet(single.getFeatures(0), single.getLabels(0), null, outputs));
  }

  private static void compare(MultiLayerNetwork ofStock, MultiLayerNetwork given, DataSet batch) {
    MultiLayerNetwork accelerated = Engines.accelerate(given);
    for (MultiLayerNetwork each : List.of(ofStock, accelerated)) {
      each.init();
      for (int round = 0; round < ROUNDS; round++) {
        each.fit(batch.copy());
      }
    }
    assertSame(ofStock, accelerated);
    assertEquals(0, Engines.stockSteps(accelerated));
    INDArray mask = batch.getLabelsMaskArray();
    assertClose(
        "output",
        ofStock.output(batch.getFeatures().dup(), false, null, mask),
        accelerated.output(batch.getFeatures().dup(), false, null, mask),
        CLOSE);
  }

  @Test
  void aGraphLearnsInSegments() {
    ComputationGraph ofStock = SeriesNetworks.charactersOfGraph();
    ComputationGraph graph = Engines.accelerate(SeriesNetworks.charactersOfGraph());
    for (ComputationGraph each : List.of(ofStock, graph)) {
      each.init();
      for (int round = 0; round < ROUNDS; round++) {
        each.fit(SeriesNetworks.texts(round));
      }
    }
    assertSame(ofStock, graph);
    assertEquals(0, Engines.stockSteps(graph));
  }

  @Test
  void whoLooksAtParametersBetweenSegmentsChangesNothing() {
    net.setListeners(
        listener(
            model -> {
              assertEquals(net.numParams(), model.params().length());
              net.getLayer(0);
            }));
    for (int round = 0; round < ROUNDS; round++) {
      fitBoth(round);
    }
    assertSame(stock, net);
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void aNewLearningRateBetweenSegmentsLosesNoMemory() {
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.setListeners(
          listener(model -> each.setLearningRate(0.01 / (1 + each.getIterationCount()))));
      for (int round = 0; round < ROUNDS; round++) {
        each.fit(SeriesNetworks.texts(round));
      }
    }
    assertSame(stock, net);
    assertEquals(0, Engines.stockSteps(net));
  }

  @Test
  void stockAndEngineHandMemoryToEachOther() {
    net.setListeners(new Outside());
    for (int round = 0; round < ROUNDS; round++) {
      fitBoth(round);
    }
    assertSame(stock, net);
    assertEquals(ROUNDS * SEGMENTS / 2, Engines.stockSteps(net));
  }

  /** Stock DL4J takes a segment when a listener looks inside. */
  private static final class Inside extends BaseTrainingListener {

    @Override
    public void onGradientCalculation(Model model) {
      assertEquals(model.numParams(), model.gradient().gradient().length());
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      model.setListeners(new Outside());
    }
  }

  private static final class Outside extends BaseTrainingListener {

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      model.setListeners(new Inside());
    }
  }

  private interface Look {
    void at(Model model);
  }

  private static TrainingListener listener(Look look) {
    return new BaseTrainingListener() {
      @Override
      public void iterationDone(Model model, int iteration, int epoch) {
        look.at(model);
      }
    };
  }

  @Test
  void seriesOfDifferentLengthsAreLearntAndEvaluated() {
    MultiLayerNetwork ofStock = SeriesNetworks.classifier();
    MultiLayerNetwork classifier = Engines.accelerate(SeriesNetworks.classifier());
    for (MultiLayerNetwork each : List.of(ofStock, classifier)) {
      each.init();
      each.fit(SeriesNetworks.series(), ROUNDS);
    }
    assertSame(ofStock, classifier);
    Evaluation expected = ofStock.evaluate(SeriesNetworks.series());
    assertEquals(expected.stats(), classifier.evaluate(SeriesNetworks.series()).stats());
    DataSet batch = SeriesNetworks.seriesOf(7);
    assertEquals(ofStock.score(batch), classifier.score(batch), CLOSE);
    assertClose("output", masked(ofStock, batch), masked(classifier, batch), CLOSE);
    assertEquals(0, Engines.stockSteps(classifier));
  }

  private static INDArray masked(MultiLayerNetwork network, DataSet batch) {
    return network.output(
        batch.getFeatures().dup(), false, batch.getFeaturesMaskArray().dup(), null);
  }

  @Test
  void aGraphTakesTheLastStepOfEachSeries() {
    ComputationGraph ofStock = SeriesNetworks.classifierOfGraph();
    ComputationGraph graph = Engines.accelerate(SeriesNetworks.classifierOfGraph());
    for (ComputationGraph each : List.of(ofStock, graph)) {
      each.init();
      each.fit(SeriesNetworks.series(), ROUNDS);
    }
    assertSame(ofStock, graph);
    Evaluation expected = ofStock.evaluate(SeriesNetworks.series());
    assertEquals(expected.stats(), ((Evaluation) graph.evaluate(SeriesNetworks.series())).stats());
    assertEquals(0, Engines.stockSteps(graph));
  }

  @Test
  void seriesWithGapsInFrontOfALastStepAreLeftToStockDl4jAndCounted() {
    ComputationGraph ofStock = SeriesNetworks.classifierOfGraph();
    ComputationGraph graph = Engines.accelerate(SeriesNetworks.classifierOfGraph());
    DataSet gap = SeriesNetworks.seriesOf(3);
    gap.getFeaturesMaskArray().putScalar(0, 2, 0);
    for (ComputationGraph each : List.of(ofStock, graph)) {
      each.init();
      each.fit(SeriesNetworks.seriesOf(1));
      each.fit(gap.copy());
      each.fit(SeriesNetworks.seriesOf(2));
    }
    assertSame(ofStock, graph);
    assertEquals(1, Engines.stockSteps(graph));
  }
}
