package org.dl4jlab.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.program.NetworkModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StockEngineTest {

  private static final int BATCH = 6;

  private static ComputationGraph graph(ImageNetwork network) {
    ComputationGraph graph =
        new ComputationGraph(network.configuration(new NetworkOptions(9, 9, 3, 3, 0.01, 4)));
    graph.init();
    return graph;
  }

  private static INDArray images() {
    Random random = new Random(3);
    float[] pixels = new float[BATCH * 3 * 9 * 9];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    return Nd4j.create(pixels, new int[] {BATCH, 3, 9, 9});
  }

  private static INDArray labels() {
    return Nd4j.eye(3).castTo(DataType.FLOAT).getRows(0, 1, 2, 0, 1, 2);
  }

  @ParameterizedTest
  @EnumSource
  void threeStepsAreThoseOfTheGraphsOwnFit(ImageNetwork network) {
    ComputationGraph byHand = graph(network);
    ComputationGraph byEngine = graph(network);
    try (Engine engine = Engines.named("dl4j", byEngine)) {
      for (int i = 0; i < 3; i++) {
        Nd4j.getRandom().setSeed(DropoutSeed.of(NetworkModel.of(byHand)));
        byHand.fit(new INDArray[] {images()}, new INDArray[] {labels()});
        StepResult step = engine.fit(images(), labels());
        assertEquals(byHand.score(), step.loss());
      }
    }
    assertArrayEquals(byHand.params().toFloatVector(), byEngine.params().toFloatVector(), 0f);
    assertEquals(3, byEngine.getConfiguration().getIterationCount());
  }

  /** Without dropout the training forward pass can be had by hand: it uses the batch's own mean. */
  @ParameterizedTest
  @EnumSource(names = {"DENSE", "CNN"})
  void accuracyIsThatOfTheStepsOwnForwardPass(ImageNetwork network) {
    ComputationGraph graph = graph(network);
    try (Engine engine = Engines.named("dl4j", graph)) {
      for (int i = 0; i < 5; i++) {
        INDArray before = graph.output(true, images())[0];
        assertEquals(
            Classification.correct(before, labels()), engine.fit(images(), labels()).correct());
      }
    }
  }

  @Test
  void accuracyIsOfTrainingModeWhereNormalizationDiffersFromInference() {
    ComputationGraph graph = graph(ImageNetwork.BATCHNORM);
    ComputationGraph twin = graph(ImageNetwork.BATCHNORM);
    try (Engine engine = Engines.named("dl4j", graph)) {
      for (int i = 0; i < 8; i++) {
        twin.setParams(graph.params().dup());
        Nd4j.getRandom().setSeed(DropoutSeed.of(NetworkModel.of(graph)));
        INDArray training = twin.output(true, images())[0];
        assertEquals(
            Classification.correct(training, labels()), engine.fit(images(), labels()).correct());
      }
    }
  }

  @Test
  void dropoutIsDrawnAnewForEachStepButTheSameForTheSameStep() {
    assertEquals(DropoutSeed.of(1, 5), DropoutSeed.of(1, 5));
    assertFalse(DropoutSeed.of(1, 5) == DropoutSeed.of(1, 6));
    assertFalse(DropoutSeed.of(1, 5) == DropoutSeed.of(2, 5));
  }

  @Test
  void outputIsThatOfInference() {
    ComputationGraph graph = graph(ImageNetwork.BATCHNORM);
    try (Engine engine = Engines.named("dl4j", graph)) {
      assertEquals(
          graph.outputSingle(false, images()), engine.output(new ArrayBatch(images(), null)));
    }
  }

  @Test
  void listenersOfTheUserWorkMeanwhileAndAreAloneAfterwards() {
    ComputationGraph graph = graph(ImageNetwork.DENSE);
    int[] iterations = {0};
    TrainingListener users =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(
              org.deeplearning4j.nn.api.Model model, int iteration, int epoch) {
            iterations[0]++;
          }
        };
    graph.setListeners(users);
    try (Engine engine = Engines.named("dl4j", graph)) {
      engine.fit(images(), labels());
    }
    assertEquals(1, iterations[0]);
    assertEquals(List.of(users), List.copyOf(graph.getListeners()));
  }

  @Test
  void likeliestClassIsTheFirstOfTheLargest() {
    assertEquals(1, Classification.of(new float[] {0.2f, 0.4f, 0.4f}));
    assertEquals(0, Classification.of(new float[] {0.5f}));
    assertEquals(1, Classification.of(new float[] {0.51f}));
  }
}
