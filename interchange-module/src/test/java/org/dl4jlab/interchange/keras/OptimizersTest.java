package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Steps of Keras' optimizers beside plain loops that compute what Keras documents. */
class OptimizersTest {

  private static final int STEPS = 6;
  private static final int SAMPLES = 4;
  private static final int INPUTS = 3;
  private static final int UNITS = 2;
  private static final float CLOSE = 2e-5f;

  @TempDir Path temp;

  private final Random random = new Random(21);
  private final Tensor w = NaiveKeras.random(random, INPUTS, UNITS);
  private final Tensor x = NaiveKeras.random(random, SAMPLES, INPUTS);
  private final Tensor y = NaiveKeras.random(random, SAMPLES, UNITS);

  static Stream<Arguments> optimizers() {
    return Stream.of(
        arguments("'SGD','config':{'learning_rate':0.1", NaiveOptimizer.descent(t -> 0.1), 0f),
        arguments(
            "'SGD','config':{'learning_rate':0.1,'momentum':0.9,'nesterov':true",
            NaiveOptimizer.nesterov(0.1, 0.9),
            0f),
        arguments("'Adam','config':{'learning_rate':0.1", NaiveOptimizer.adam(0.1, 0), 0f),
        arguments(
            "'Adam','config':{'learning_rate':0.1,'loss_scale_factor':128.0",
            NaiveOptimizer.adam(0.1, 0),
            0f),
        arguments(
            "'Adam','config':{'learning_rate':0.1,'amsgrad':true",
            NaiveOptimizer.amsgrad(0.1, new double[INPUTS * UNITS]),
            0f),
        arguments("'AdamW','config':{'learning_rate':0.1", NaiveOptimizer.adam(0.1, 0.004), 0f),
        arguments(
            "'Adam','config':{'learning_rate':0.1,'weight_decay':0.2",
            NaiveOptimizer.adam(0.1, 0.2),
            0f),
        arguments("'Adamax','config':{'learning_rate':0.1", NaiveOptimizer.adamax(0.1), 0f),
        arguments("'Adagrad','config':{'learning_rate':0.1", NaiveOptimizer.adagrad(0.1), 0.1f),
        arguments(
            "'Adagrad','config':{'learning_rate':0.1,'initial_accumulator_value':0.5",
            NaiveOptimizer.adagrad(0.1),
            0.5f),
        arguments(
            "'Adadelta','config':{'learning_rate':1.0,'rho':0.9", NaiveOptimizer.adadelta(0.9), 0f),
        arguments(
            "'SGD','config':{'learning_rate':0.1,'clipnorm':0.3",
            NaiveOptimizer.clipped(0.3, NaiveOptimizer.descent(t -> 0.1)),
            0f),
        arguments(
            "'SGD','config':{'learning_rate':0.1,'clipvalue':0.1",
            NaiveOptimizer.cut(0.1, NaiveOptimizer.descent(t -> 0.1)),
            0f),
        arguments(
            "'SGD','config':{'lr':0.1,'decay':0.5",
            NaiveOptimizer.descent(t -> 0.1 / (1 + 0.5 * t)),
            0f));
  }

  static Stream<Arguments> schedules() {
    return Stream.of(
        arguments(
            "'ExponentialDecay','config':{'initial_learning_rate':0.1,'decay_steps':2,'decay_rate':0.5",
            NaiveOptimizer.descent(t -> 0.1 * Math.pow(0.5, t / 2.0))),
        arguments(
            "'ExponentialDecay','config':{'initial_learning_rate':0.1,'decay_steps':2,'decay_rate':0.5,'staircase':true",
            NaiveOptimizer.descent(t -> 0.1 * Math.pow(0.5, t / 2))),
        arguments(
            "'InverseTimeDecay','config':{'initial_learning_rate':0.1,'decay_steps':2,'decay_rate':0.5",
            NaiveOptimizer.descent(t -> 0.1 / (1 + 0.5 * t / 2.0))),
        arguments(
            "'PiecewiseConstantDecay','config':{'boundaries':[1,3],'values':[0.3,0.2,0.1]",
            NaiveOptimizer.descent(t -> t <= 1 ? 0.3 : t <= 3 ? 0.2 : 0.1)),
        arguments(
            "'PolynomialDecay','config':{'initial_learning_rate':0.2,'end_learning_rate':0.1,'decay_steps':4,'power':2.0",
            NaiveOptimizer.descent(t -> 0.1 * Math.pow(1 - Math.min(t, 4) / 4.0, 2) + 0.1)),
        arguments(
            "'CosineDecay','config':{'initial_learning_rate':0.2,'decay_steps':4,'alpha':0.1",
            NaiveOptimizer.descent(
                t -> 0.2 * (0.9 * (1 + Math.cos(Math.PI * Math.min(t, 4) / 4)) / 2 + 0.1))),
        arguments(
            "'CosineDecay','config':{'initial_learning_rate':0.1,'decay_steps':2,'warmup_target':0.3,'warmup_steps':2",
            NaiveOptimizer.descent(
                t ->
                    t < 2
                        ? 0.1 + 0.2 * t / 2
                        : 0.3 * (1 + Math.cos(Math.PI * Math.min(t - 2, 2) / 2)) / 2)));
  }

  private KerasFixture model(String optimizer) {
    return new KerasFixture()
        .input("in", INPUTS)
        .layer("Dense", "d", "{'units':2,'use_bias':false}", w)
        .compile("{'optimizer':{'class_name':%s},'loss':'mse'}".formatted(optimizer));
  }

  private ImportedModel read(KerasFixture fixture) throws IOException {
    return KerasImport.read(fixture.write(temp.resolve("model.keras")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void stepsAreKeras(String config, NaiveOptimizer naive, float first) throws IOException {
    double[] remembered = new double[INPUTS * UNITS];
    Arrays.fill(remembered, first);
    ImportedModel model = read(model(config + "}"));
    assertTrue(model.compiled());
    assertEquals(List.of(), model.notes());
    assertSteps(model, naive, remembered, new double[INPUTS * UNITS], 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schedules")
  void learningRatesOverTheSteps(String schedule, NaiveOptimizer naive) throws IOException {
    ImportedModel model =
        read(model("'SGD','config':{'learning_rate':{'class_name':%s}}".formatted(schedule + "}")));
    assertTrue(model.compiled(), model.notes().toString());
    assertSteps(model, naive, new double[INPUTS * UNITS], new double[INPUTS * UNITS], 0);
  }

  /** The same steps on both engines. */
  private void assertSteps(
      ImportedModel model, NaiveOptimizer naive, double[] a, double[] b, int done)
      throws IOException {
    double[] expected = new double[w.data().length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = w.data()[i];
    }
    for (int t = done; t < done + STEPS; t++) {
      naive.step(expected, gradient(expected), a, b, t);
    }
    ComputationGraph other = again();
    fit(model.graph());
    assertClose(expected, model.graph());
    try (Engine engine = Engines.named("onednn", other)) {
      for (int t = 0; t < STEPS; t++) {
        engine.fit(x.array(SAMPLES, INPUTS), y.array(SAMPLES, UNITS));
      }
    }
    assertClose(expected, other);
  }

  /** DL4J's copy of a graph would begin with its first step. */
  private ComputationGraph again() throws IOException {
    return KerasImport.read(temp.resolve("model.keras")).graph();
  }

  private void fit(ComputationGraph graph) {
    for (int t = 0; t < STEPS; t++) {
      graph.fit(
          new INDArray[] {x.array(SAMPLES, INPUTS)}, new INDArray[] {y.array(SAMPLES, UNITS)});
    }
  }

  private static void assertClose(double[] expected, ComputationGraph graph) {
    float[] floats = new float[expected.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) expected[i];
    }
    assertArrayEquals(floats, graph.paramTable().get("d_W").dup('c').data().asFloat(), CLOSE);
  }

  /** Of the mean over all numbers of {@code (x w - y)²}. */
  private double[] gradient(double[] weights) {
    double[] gradient = new double[weights.length];
    for (int n = 0; n < SAMPLES; n++) {
      for (int u = 0; u < UNITS; u++) {
        double error = -y.data()[n * UNITS + u];
        for (int i = 0; i < INPUTS; i++) {
          error += x.data()[n * INPUTS + i] * weights[i * UNITS + u];
        }
        for (int i = 0; i < INPUTS; i++) {
          gradient[i * UNITS + u] += 2 * error * x.data()[n * INPUTS + i] / (SAMPLES * UNITS);
        }
      }
    }
    return gradient;
  }

  private static double[] doubles(Tensor tensor) {
    double[] doubles = new double[tensor.data().length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = tensor.data()[i];
    }
    return doubles;
  }

  @Test
  void goOnWithWhatTheyRemember() throws IOException {
    Tensor m = NaiveKeras.random(random, INPUTS, UNITS);
    Tensor v = NaiveKeras.map(NaiveKeras.random(random, INPUTS, UNITS), n -> n * n + 0.1);
    ImportedModel adam =
        read(model("'Adam','config':{'learning_rate':0.1}").optimizer(7, 0.1, m, v));
    assertEquals(7, adam.graph().getConfiguration().getIterationCount());
    assertSteps(adam, NaiveOptimizer.adam(0.1, 0), doubles(m), doubles(v), 7);
    Tensor largest = NaiveKeras.map(v, n -> n + 0.3);
    ImportedModel amsgrad =
        read(
            model("'Adam','config':{'learning_rate':0.1,'amsgrad':true}")
                .optimizer(7, 0.1, m, v, largest));
    assertSteps(amsgrad, NaiveOptimizer.amsgrad(0.1, doubles(largest)), doubles(m), doubles(v), 7);
    ImportedModel momentum =
        read(
            model("'SGD','config':{'learning_rate':0.1,'momentum':0.9,'nesterov':true}")
                .optimizer(7, 0.1, m));
    assertSteps(momentum, NaiveOptimizer.nesterov(0.1, 0.9), doubles(m), doubles(m), 7);
    ImportedModel rms =
        read(model("'RMSprop','config':{'learning_rate':0.01,'rho':0.8}").optimizer(7, 0.01, v));
    assertSteps(rms, NaiveOptimizer.rmsprop(0.01, 0.8), doubles(v), doubles(v), 7);
    ImportedModel scheduled =
        read(model("'Adagrad','config':{'learning_rate':0.1}").optimizer(7, 0.1, v));
    assertSteps(scheduled, NaiveOptimizer.adagrad(0.1), doubles(v), doubles(v), 7);
  }

  /** A rate that changes with the steps is no number in the file. */
  @Test
  void goOnInTheirSchedule() throws IOException {
    ImportedModel model =
        read(
            model(
                    "'SGD','config':{'learning_rate':{'class_name':'ExponentialDecay','config':{'initial_learning_rate':0.1,'decay_steps':2,'decay_rate':0.5}}}")
                .optimizer(3, null));
    assertSteps(
        model,
        NaiveOptimizer.descent(t -> 0.1 * Math.pow(0.5, t / 2.0)),
        new double[6],
        new double[6],
        3);
  }

  /** The moments of a convolution and of what is behind its flatten move with the weights. */
  @Test
  void momentsFollowTheirWeights() throws IOException {
    Tensor kernel = NaiveKeras.random(random, 2, 2, 1, 2);
    Tensor bias = NaiveKeras.random(random, 2);
    Tensor gamma = NaiveKeras.random(random, 2);
    Tensor beta = NaiveKeras.random(random, 2);
    Tensor ones = NaiveKeras.map(beta, v -> 1);
    Tensor dense = NaiveKeras.random(random, 8, 3);
    Tensor frozen = NaiveKeras.random(random, 3, 3);
    KerasFixture fixture =
        new KerasFixture()
            .input("in", 3, 3, 1)
            .layer("Conv2D", "c", "{'filters':2,'kernel_size':[2,2]}", kernel, bias)
            .layer("BatchNormalization", "n", "{}", gamma, beta, ones, ones)
            .layer("Flatten", "f", "{}")
            .layer("Dense", "d", "{'units':3,'use_bias':false}", dense)
            .layer("Dense", "e", "{'units':3,'use_bias':false,'trainable':false}", frozen)
            .layer("Dense", "g", "{'units':3,'use_bias':false}", frozen)
            .compile("{'optimizer':{'class_name':'Adam','config':{}},'loss':'mse'}")
            // The moments are the weights themselves, so that they must lie as these do.
            .optimizer(
                5, 0.1, kernel, kernel, bias, bias, gamma, gamma, beta, beta, dense, dense, frozen,
                frozen);
    ImportedModel model = read(fixture);
    assertEquals(List.of(), model.notes());
    INDArray state = model.graph().getUpdater().getStateViewArray();
    INDArray all = model.graph().params().reshape(model.graph().params().length());
    int c = kernel.data().length + bias.data().length + gamma.data().length + beta.data().length;
    INDArray first = all.get(NDArrayIndex.interval(0, c));
    INDArray d = model.graph().paramTable().get("d_W").dup('f');
    INDArray g = model.graph().paramTable().get("g_W").dup('f');
    // DL4J keeps three layers in one block, the frozen one among them.
    INDArray behind = Nd4j.concat(0, flat(d), Nd4j.zeros(9), flat(g));
    INDArray expected = Nd4j.concat(0, first, first, behind, behind);
    assertEquals(expected, state.reshape(state.length()));
  }

  private static INDArray flat(INDArray columns) {
    return Nd4j.createFromArray(columns.data().asFloat());
  }

  @Test
  void whatIsNotUnderstoodBeginsAnew() throws IOException {
    Tensor other = NaiveKeras.random(random, UNITS, INPUTS);
    String adam = "'Adam','config':{'learning_rate':0.1}";
    for (Tensor[] remembered : new Tensor[][] {{w}, {other, other}, {w, w, w}}) {
      ImportedModel model = read(model(adam).optimizer(7, 0.1, remembered));
      assertTrue(
          model.notes().get(0).startsWith("The training would go on as if from its first step"),
          model.notes().toString());
      assertSteps(model, NaiveOptimizer.adam(0.1, 0), new double[6], new double[6], 0);
    }
  }

  @Test
  void whatStepsOtherwiseIsTold() throws IOException {
    assertNote("'SGD','config':{'momentum':0.9}", "SGD has plain momentum in Keras and Nesterov's");
    assertNote("'Nadam','config':{}", "Nadam lets its momentum grow");
    assertNote("'RMSprop','config':{}", "RMSprop adds its epsilon under the root");
    assertNote("'Adam','config':{'use_ema':true}", "The running average of the weights");
    assertNote("'Adam','config':{'global_clipnorm':1.0}", "Gradients are not clipped");
  }

  private void assertNote(String optimizer, String note) throws IOException {
    ImportedModel model = read(model(optimizer));
    assertTrue(model.compiled());
    assertTrue(model.notes().get(0).startsWith(note), model.notes().toString());
  }

  /** What cannot be trained with is told; the model predicts all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Ftrl','config':{}",
        "'Lion','config':{}",
        "'Muon','config':{}",
        "'LossScaleOptimizer','config':{'inner_optimizer':{}}",
        "'RMSprop','config':{'momentum':0.9}",
        "'RMSprop','config':{'centered':true}",
        "'Adadelta','config':{'learning_rate':0.001}",
        "'Adam','config':{'gradient_accumulation_steps':4}",
        "'Adam','config':{'learning_rate':'fast'}",
        "'Adam','config':{'beta_1':[]}",
        "'Adam','config':{'learning_rate':{'class_name':'Mine','config':{}}}",
        "'Adam','config':{'learning_rate':{'class_name':'CosineDecayRestarts','config':{}}}",
        "'Adam','config':{'learning_rate':{'class_name':'CosineDecay','config':{'decay_steps':1e9}}}",
        "'Adam','config':{'learning_rate':{'class_name':'PiecewiseConstantDecay','config':{'boundaries':[1],'values':[1]}}}",
        "'Adam','config':{'learning_rate':{'class_name':'PiecewiseConstantDecay','config':{'boundaries':['a'],'values':[1,2]}}}",
      })
  void noOptimizerKeepsAModelFromPredicting(String optimizer) throws IOException {
    ImportedModel model = read(model(optimizer).optimizer(7, 0.1, w));
    assertFalse(model.compiled());
    String note = model.notes().get(0);
    assertTrue(note.startsWith("The training would go on with Adam: the model's optimizer "), note);
    assertFalse(note.contains("null"), note);
    Tensor expected = NaiveKeras.dense(x, w, null);
    INDArray output = model.graph().outputSingle(x.array(SAMPLES, INPUTS));
    assertArrayEquals(expected.data(), output.dup('c').data().asFloat(), CLOSE);
    model.graph().fit(new INDArray[] {x.array(4, 3)}, new INDArray[] {y.array(4, 2)});
  }

  @Test
  void batchNormalizationIsNeitherClippedNorDecayed() throws IOException {
    Tensor ones = new Tensor(new float[] {1, 1}, 2);
    KerasFixture fixture =
        new KerasFixture()
            .input("in", INPUTS)
            .layer("Dense", "d", "{'units':2,'use_bias':false}", w)
            .layer("BatchNormalization", "n", "{}", ones, ones, ones, ones)
            .compile("{'optimizer':{'class_name':'AdamW','config':{'clipnorm':1.0}},'loss':'mse'}");
    assertEquals(
        List.of(
            "The gradients of batch normalization are not clipped",
            "The scales and offsets of batch normalization do not decay"),
        read(fixture).notes());
  }
}
