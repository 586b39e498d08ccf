package org.dl4jlab.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.SmoothedBatch;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.method.Recipe;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What steers a training, worked out by hand for one sample and a softmax over three classes, on
 * each engine: probabilities of 1/7, 2/7 and 4/7, a gradient of 1/7, -5/7 and 4/7.
 */
class SteeredStepTest {

  private static final double RATE = 0.5;
  private static final double[] WEIGHTS = {0, Math.log(2), Math.log(4)};
  private static final double[] GRADIENT = {1 / 7.0, -5 / 7.0, 4 / 7.0};
  private static final double LOSS = -Math.log(2 / 7.0);
  private static final float ROUNDING = 1e-6f;

  @TempDir Path temp;

  /** Three classes of 1, 1 and 2 samples, 4 epochs of 4 steps. */
  private static ComputationGraph graph(String method) throws IOException {
    TrainingMethod steering =
        RunFolder.JSON.readValue(method.replace('\'', '"'), TrainingMethod.class);
    var configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(RATE))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.feedForward(2))
            .layer(
                "out",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "input")
            .setOutputs("out")
            .build();
    var graph =
        new ComputationGraph(
            new Recipe(steering, RATE, 4, 1, new int[] {1, 1, 2}).applyTo(configuration));
    graph.init();
    graph.getLayer("out").getParam("W").assign(Nd4j.create(new double[][] {WEIGHTS, {1, 1, 1}}));
    return graph;
  }

  /** Its first feature alone is not 0, so the second row of weights has no gradient. */
  private static Batch batch() {
    return new ArrayBatch(
        Nd4j.createFromArray(new float[][] {{1, 0}}),
        Nd4j.createFromArray(new float[][] {{0, 1, 0}}));
  }

  private static double fit(String engineName, ComputationGraph graph, Batch batch) {
    try (Engine engine = Engines.named(engineName, graph)) {
      return engine.fit(batch).loss();
    }
  }

  private static float[] row(ComputationGraph graph, int row) {
    return graph.getLayer("out").getParam("W").getRow(row).toFloatVector();
  }

  /** The first row of weights, {@code factor} times the gradient lower. */
  private static float[] descended(double factor, double[] gradient) {
    float[] weights = new float[3];
    for (int i = 0; i < 3; i++) {
      weights[i] = (float) (WEIGHTS[i] - factor * gradient[i]);
    }
    return weights;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void unsteeredStepFollowsTheGradient(String engine) throws IOException {
    ComputationGraph graph = graph("{}");
    assertEquals(LOSS, fit(engine, graph, batch()), ROUNDING);
    assertArrayEquals(descended(RATE, GRADIENT), row(graph, 0), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void smoothedLabelsHaveTheirLossAndGradient(String engine) throws IOException {
    ComputationGraph graph = graph("{}");
    double loss = fit(engine, graph, new SmoothedBatch(batch(), 0.3));
    double expected = -0.1 * Math.log(1 / 7.0) - 0.8 * Math.log(2 / 7.0) - 0.1 * Math.log(4 / 7.0);
    assertEquals(expected, loss, ROUNDING);
    double[] gradient = {1 / 7.0 - 0.1, 2 / 7.0 - 0.8, 4 / 7.0 - 0.1};
    assertArrayEquals(descended(RATE, gradient), row(graph, 0), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void weightsDecayByTheRateTimesTheDecay(String engine) throws IOException {
    ComputationGraph graph = graph("{'weight_decay': 0.1}");
    fit(engine, graph, batch());
    float kept = (float) (1 - RATE * 0.1);
    assertArrayEquals(new float[] {kept, kept, kept}, row(graph, 1), ROUNDING);
    float[] expected = descended(RATE, GRADIENT);
    for (int i = 0; i < 3; i++) {
      expected[i] -= (float) (RATE * 0.1 * WEIGHTS[i]);
    }
    assertArrayEquals(expected, row(graph, 0), ROUNDING);
    float[] bias = graph.getLayer("out").getParam("b").toFloatVector();
    assertEquals(-RATE * GRADIENT[0], bias[0], ROUNDING, "a bias does not decay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void gradientsAreCutNumberByNumber(String engine) throws IOException {
    ComputationGraph graph = graph("{'clip_value': 0.2}");
    fit(engine, graph, batch());
    assertArrayEquals(descended(RATE, new double[] {1 / 7.0, -0.2, 0.2}), row(graph, 0), ROUNDING);
  }

  /** The bias has the same gradient as the first row: the norm is √2 times that of the row. */
  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void gradientOfALayerIsScaledDownToTheNorm(String engine) throws IOException {
    ComputationGraph graph = graph("{'clip_norm': 0.5}");
    fit(engine, graph, batch());
    double norm = Math.sqrt(2 * (1 + 25 + 16)) / 7;
    assertArrayEquals(descended(RATE * 0.5 / norm, GRADIENT), row(graph, 0), ROUNDING);
    ComputationGraph short1 = graph("{'clip_norm': 2}");
    fit(engine, short1, batch());
    assertArrayEquals(descended(RATE, GRADIENT), row(short1, 0), ROUNDING);
  }

  /** Of 4 samples in 3 classes, 1 is of this one: it weighs 4/3. */
  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void rareClassWeighsMore(String engine) throws IOException {
    ComputationGraph graph = graph("{'class_weights': 'balanced'}");
    assertEquals(4 / 3.0 * LOSS, fit(engine, graph, batch()), ROUNDING);
    assertArrayEquals(descended(4 / 3.0 * RATE, GRADIENT), row(graph, 0), ROUNDING);
  }

  /** Two steps of warm-up: half of the rate, then all of it. */
  @ParameterizedTest
  @ValueSource(strings = {"dl4j", "onednn"})
  void rateFollowsItsScheduleAlsoThroughAFile(String engine) throws IOException {
    ComputationGraph graph = graph("{'warmup': 0.5}");
    fit(engine, graph, batch());
    assertArrayEquals(descended(RATE / 2, GRADIENT), row(graph, 0), ROUNDING);
    File file = temp.resolve("model.zip").toFile();
    ModelSerializer.writeModel(graph, file, true);
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
    INDArray before = read.getLayer("out").getParam("W").dup();
    INDArray probabilities = read.outputSingle(batch().features());
    fit(engine, read, batch());
    for (int i = 0; i < 3; i++) {
      double gradient = probabilities.getDouble(0, i) - (i == 1 ? 1 : 0);
      assertEquals(before.getDouble(0, i) - RATE * gradient, row(read, 0)[i], ROUNDING);
    }
  }
}
