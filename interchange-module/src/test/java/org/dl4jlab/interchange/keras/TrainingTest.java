package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Training goes on as it would in Keras. */
class TrainingTest {

  private static final String SGD =
      "{'optimizer':{'class_name':'SGD','config':{'learning_rate':0.5}},'loss':";

  @TempDir Path temp;

  private final Random random = new Random(9);

  private ImportedModel read(KerasFixture fixture) throws IOException {
    return KerasImport.read(fixture.write(temp.resolve("model.keras")));
  }

  /** A convolutional network as a person writes it in DL4J, with the weights put in by hand. */
  @Test
  void aStepIsThatOfANetworkBuiltByHand() throws IOException {
    Tensor k = NaiveKeras.random(random, 3, 3, 2, 4);
    Tensor gamma = NaiveKeras.random(random, 4);
    Tensor beta = NaiveKeras.random(random, 4);
    Tensor mean = NaiveKeras.random(random, 4);
    Tensor variance = NaiveKeras.map(NaiveKeras.random(random, 4), v -> v * v + 0.5);
    Tensor w = NaiveKeras.random(random, 48, 3);
    Tensor bias = NaiveKeras.random(random, 3);
    ImportedModel model =
        read(
            new KerasFixture()
                .input("in", 6, 7, 2)
                .layer(
                    "Conv2D",
                    "c",
                    "{'filters':4,'kernel_size':[3,3],'strides':[2,2],'padding':'same','use_bias':false}",
                    k)
                .layer("BatchNormalization", "n", "{}", gamma, beta, mean, variance)
                .layer("LeakyReLU", "l", "{'negative_slope':0.3}")
                .layer("Flatten", "f", "{}")
                .layer("Dense", "d", "{'units':3,'activation':'softmax'}", w, bias)
                .compile(
                    "{'optimizer':{'class_name':'Adam','config':{'learning_rate':0.002}},"
                        + "'loss':'categorical_crossentropy'}"));
    assertTrue(model.compiled());
    ComputationGraph byHand = byHand();
    byHand.setParam("c_W", k.permute(3, 2, 0, 1).array(4, 2, 3, 3));
    byHand.setParam("n_gamma", gamma.array(1, 4));
    byHand.setParam("n_beta", beta.array(1, 4));
    byHand.setParam("n_mean", mean.array(1, 4));
    byHand.setParam("n_var", variance.array(1, 4));
    float[] channelsFirst = new float[48 * 3];
    for (int c = 0; c < 4; c++) {
      for (int place = 0; place < 12; place++) {
        for (int unit = 0; unit < 3; unit++) {
          channelsFirst[(c * 12 + place) * 3 + unit] = w.data()[(place * 4 + c) * 3 + unit];
        }
      }
    }
    byHand.setParam("d_W", new Tensor(channelsFirst, 48, 3).array(48, 3));
    byHand.setParam("d_b", bias.array(1, 3));
    ComputationGraph onEngine = model.graph().clone();
    INDArray x = ChannelsLast.array(NaiveKeras.random(random, 5, 6, 7, 2));
    INDArray y = new Tensor(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0}).array(5, 3);
    for (int step = 0; step < 3; step++) {
      model.graph().fit(new INDArray[] {x.dup()}, new INDArray[] {y});
      byHand.fit(new INDArray[] {x.dup()}, new INDArray[] {y});
    }
    assertEquals(byHand.params(), model.graph().params());
    try (Engine engine = Engines.named("onednn", onEngine)) {
      for (int step = 0; step < 3; step++) {
        engine.fit(x.dup(), y);
      }
    }
    assertArrayEquals(
        byHand.params().dup().data().asFloat(), onEngine.params().dup().data().asFloat(), 1e-4f);
  }

  private static ComputationGraph byHand() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(Adam.builder().learningRate(0.002).epsilon(1e-7).build())
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(6, 7, 2))
                .layer(
                    "c",
                    new ConvolutionLayer.Builder(3, 3)
                        .stride(2, 2)
                        .nIn(2)
                        .nOut(4)
                        .hasBias(false)
                        .build(),
                    "in")
                .layer(
                    "n",
                    new BatchNormalization.Builder().decay(0.99).eps(1e-3).useLogStd(false).build(),
                    "c")
                .layer("l", new ActivationLayer(new ActivationLReLU(0.3)), "n")
                .layer(
                    "d",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "l")
                .setOutputs("d")
                .build());
    graph.init();
    return graph;
  }

  /** One step of gradient descent beside the slope of Keras' own loss, found by trying. */
  private void descends(
      String layer,
      String loss,
      Tensor labels,
      ToDoubleBiFunction<Tensor, Tensor> lossOfLogits,
      int... shape)
      throws IOException {
    int[] inputShape = shape.length == 1 ? new int[] {4, 3} : new int[] {4, shape[0], 3};
    Tensor x = NaiveKeras.random(random, inputShape);
    Tensor w = NaiveKeras.random(random, 3, 2);
    ImportedModel model =
        read(
            new KerasFixture()
                .input("in", shape)
                .layer("Dense", "d", layer, w)
                .compile(SGD + loss + "}"));
    model
        .graph()
        .fit(new INDArray[] {ChannelsLast.array(x)}, new INDArray[] {ChannelsLast.array(labels)});
    float[] expected = new float[6];
    for (int i = 0; i < 6; i++) {
      double slope =
          (lossOfLogits.applyAsDouble(NaiveKeras.dense(x, moved(w, i, 1e-3f), null), labels)
                  - lossOfLogits.applyAsDouble(
                      NaiveKeras.dense(x, moved(w, i, -1e-3f), null), labels))
              / 2e-3;
      expected[i] = (float) (w.data()[i] - 0.5 * slope);
    }
    INDArray after = model.graph().params();
    float[] memory = after.dup().data().asFloat();
    // Dense weights lie column by column; those of a series in Keras' own order.
    float[] inOrder = shape.length == 1 ? new Tensor(memory, 2, 3).permute(1, 0).data() : memory;
    assertArrayEquals(expected, inOrder, 2e-3f, loss);
  }

  private static Tensor moved(Tensor w, int index, float by) {
    float[] data = w.data().clone();
    data[index] += by;
    return new Tensor(data, w.shape());
  }

  /** The mean over all numbers of what each costs. */
  private static ToDoubleBiFunction<Tensor, Tensor> mean(BiFunction<Double, Double, Double> cost) {
    return (z, y) -> {
      double sum = 0;
      for (int i = 0; i < z.data().length; i++) {
        sum += cost.apply((double) z.data()[i], (double) y.data()[i]);
      }
      return sum / z.data().length;
    };
  }

  private static double crossEntropy(Tensor z, Tensor y) {
    double sum = 0;
    for (int i = 0; i < z.data().length; i += 2) {
      double all = Math.exp(z.data()[i]) + Math.exp(z.data()[i + 1]);
      sum -= y.data()[i] * Math.log(Math.exp(z.data()[i]) / all);
      sum -= y.data()[i + 1] * Math.log(Math.exp(z.data()[i + 1]) / all);
    }
    return sum / (z.data().length / 2);
  }

  /** The mean of minus the cosine between each row and its label. */
  private static double cosine(Tensor z, Tensor y) {
    double sum = 0;
    for (int i = 0; i < z.data().length; i += 2) {
      double product = z.data()[i] * y.data()[i] + z.data()[i + 1] * y.data()[i + 1];
      sum -=
          product
              / Math.hypot(z.data()[i], z.data()[i + 1])
              / Math.hypot(y.data()[i], y.data()[i + 1]);
    }
    return sum / (z.data().length / 2);
  }

  @Test
  void lossesAreKerasMeans() throws IOException {
    Tensor numbers = NaiveKeras.random(random, 4, 2);
    Tensor bits = new Tensor(new float[] {1, 0, 1, 1, 0, 0, 0, 1}, 4, 2);
    Tensor classes = new Tensor(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, 4, 2);
    String linear = "{'units':2,'use_bias':false}";
    String sigmoid = "{'units':2,'use_bias':false,'activation':'sigmoid'}";
    String softmax = "{'units':2,'use_bias':false,'activation':'softmax'}";
    var binary =
        mean(
            (z, y) ->
                -(y * Math.log(NaiveKeras.sigmoid(z))
                    + (1 - y) * Math.log(1 - NaiveKeras.sigmoid(z))));
    descends(linear, "'mse'", numbers, mean((z, y) -> (z - y) * (z - y)), 3);
    descends(linear, "'cosine_similarity'", numbers, TrainingTest::cosine, 3);
    descends(softmax, "'kl_divergence'", classes, TrainingTest::crossEntropy, 3);
    descends(linear, "'mean_absolute_error'", numbers, mean((z, y) -> Math.abs(z - y)), 3);
    descends(sigmoid, "'binary_crossentropy'", bits, binary, 3);
    descends(
        linear,
        "{'class_name':'BinaryCrossentropy','config':{'from_logits':true}}",
        bits,
        binary,
        3);
    descends(softmax, "'categorical_crossentropy'", classes, TrainingTest::crossEntropy, 3);
    descends(
        linear,
        "{'module':'keras.losses','class_name':'SparseCategoricalCrossentropy','config':{'from_logits':true,'reduction':'sum_over_batch_size'}}",
        classes,
        TrainingTest::crossEntropy,
        3);
  }

  @Test
  void lossesOfSeriesAreMeansOverTheSteps() throws IOException {
    Tensor numbers = NaiveKeras.random(random, 4, 5, 2);
    Tensor classes = NaiveKeras.map(NaiveKeras.random(random, 4, 5, 2), v -> 0);
    for (int i = 0; i < 20; i++) {
      classes.data()[2 * i + random.nextInt(2)] = 1;
    }
    descends(
        "{'units':2,'use_bias':false}", "'mse'", numbers, mean((z, y) -> (z - y) * (z - y)), 5, 3);
    descends(
        "{'units':2,'use_bias':false,'activation':'softmax'}",
        "'categorical_crossentropy'",
        classes,
        TrainingTest::crossEntropy,
        5,
        3);
  }

  @Test
  void batchNormalizationWithoutScaleIsOneThatBeginsWithOne() throws IOException {
    Tensor ones = NaiveKeras.map(NaiveKeras.random(random, 3), v -> 1);
    Tensor beta = NaiveKeras.random(random, 3);
    ImportedModel model =
        read(
            new KerasFixture()
                .input("in", 3)
                .layer("BatchNormalization", "n", "{'scale':false}", beta, ones, ones)
                .compile(SGD + "'mse'}"));
    assertEquals(ones.array(3), model.graph().paramTable().get("n_gamma").reshape(new long[] {3}));
    assertEquals(
        List.of(
            "\"n\" (BatchNormalization) has no scale in Keras; Deeplearning4j's starts at 1 and is learnt like the other"),
        model.notes());
  }

  @Test
  void layersThatAreNotTrainedStayAsTheyAre() throws IOException {
    Tensor first = NaiveKeras.random(random, 3, 4);
    Tensor second = NaiveKeras.random(random, 4, 4);
    Tensor third = NaiveKeras.random(random, 4, 2);
    String frozen = "{'units':4,'use_bias':false,'trainable':false}";
    ImportedModel model =
        read(
            new KerasFixture()
                .input("in", 3)
                .layer("Dense", "a", "{'units':4,'use_bias':false}", first)
                .layer("Dense", "b", frozen, second)
                .layer("Dense", "c", "{'units':2,'use_bias':false}", third)
                .compile(SGD + "'mse'}"));
    INDArray x = NaiveKeras.random(random, 6, 3).array(6, 3);
    INDArray y = NaiveKeras.random(random, 6, 2).array(6, 2);
    model.graph().fit(new INDArray[] {x}, new INDArray[] {y});
    assertEquals(second.array(4, 4), model.graph().paramTable().get("b_W"));
    assertFalse(first.array(3, 4).equals(model.graph().paramTable().get("a_W")));
    assertFalse(third.array(4, 2).equals(model.graph().paramTable().get("c_W")));
  }

  /** As a network that was trained before on other data, with layers of its own in front. */
  @Test
  void layersBetweenThoseThatAreNotTrainedDoNotHinder() throws IOException {
    Tensor first = NaiveKeras.random(random, 3, 4);
    Tensor second = NaiveKeras.random(random, 4, 4);
    Tensor third = NaiveKeras.random(random, 4, 2);
    String frozen = "{'units':4,'use_bias':false,'trainable':false}";
    ComputationGraph graph =
        read(new KerasFixture()
                .input("in", 3)
                .layer("Dropout", "drop", "{'rate':0.5}")
                .layer("Dense", "a", frozen, first)
                .layer("ReLU", "relu", "{}")
                .layer("Dense", "b", frozen, second)
                .layer("Dense", "c", "{'units':2,'use_bias':false}", third)
                .compile(SGD + "'mse'}"))
            .graph();
    INDArray x = NaiveKeras.random(random, 6, 3).array(6, 3);
    INDArray y = NaiveKeras.random(random, 6, 2).array(6, 2);
    graph.fit(new INDArray[] {x}, new INDArray[] {y});
    assertEquals(first.array(3, 4), graph.paramTable().get("a_W"));
    assertEquals(second.array(4, 4), graph.paramTable().get("b_W"));
    assertFalse(third.array(4, 2).equals(graph.paramTable().get("c_W")));
  }

  /** Keras adds {@code l2 * w²}, whose slope is twice that. */
  @Test
  void penaltiesAreKeras() throws IOException {
    Tensor w = NaiveKeras.random(random, 3, 2);
    ImportedModel model =
        read(
            new KerasFixture()
                .input("in", 3)
                .layer(
                    "Dense",
                    "d",
                    "{'units':2,'use_bias':false,'kernel_regularizer':{'class_name':'L2','config':{'l2':0.1}}}",
                    w)
                .compile(SGD + "'mse'}"));
    INDArray zero = new Tensor(new float[6]).array(2, 3);
    model.graph().fit(new INDArray[] {zero}, new INDArray[] {new Tensor(new float[4]).array(2, 2)});
    INDArray expected = NaiveKeras.map(w, v -> v - 0.5 * 2 * 0.1 * v).array(3, 2);
    assertTrue(expected.equalsWithEps(model.graph().paramTable().get("d_W"), 1e-6));
  }

  @Test
  void aLossThatCannotBeHadIsTold() throws IOException {
    Tensor w = NaiveKeras.random(random, 3, 2);
    KerasFixture fixture =
        new KerasFixture()
            .input("in", 3)
            .layer("Dense", "d", "{'units':2,'use_bias':false}", w)
            .compile(SGD + "'huber'}");
    Path file = fixture.write(temp.resolve("huber.keras"));
    ImportedModel model = KerasImport.read(file);
    assertFalse(model.compiled());
    assertEquals(
        List.of(
            "The training would go on with the usual loss: the output \"d\" has the loss huber, which Deeplearning4j does not have"),
        model.notes());
    assertEquals(new Sgd(0.5), updater(model));
    ImportedModel bare = KerasImport.read(file, KerasImport.Options.defaults().withoutTraining());
    assertFalse(bare.compiled());
    assertEquals(
        List.of(
            "The model's own training is left out: it would go on with Adam and the usual loss"),
        bare.notes());
    assertEquals(Adam.builder().learningRate(1e-3).epsilon(1e-7).build(), updater(bare));
  }

  private static IUpdater updater(ImportedModel model) {
    return ((OutputLayer) model.graph().getLayer("d").conf().getLayer()).getIUpdater();
  }
}
