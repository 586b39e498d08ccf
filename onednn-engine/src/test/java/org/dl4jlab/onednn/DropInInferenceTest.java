package org.dl4jlab.onednn;

import static org.dl4jlab.testing.engine.Closeness.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.NonNegativeConstraint;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.stepfunctions.DefaultStepFunction;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.onednn.OwnTraining.OwnPenalty;
import org.dl4jlab.onednn.OwnTraining.OwnUpdater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Where something is in the way of training only, the engine predicts. */
class DropInInferenceTest {

  private static final int WIDTH = 6;
  private static final int CLASSES = 3;
  private static final InputType VECTORS = InputType.feedForward(WIDTH);
  private static final InputType SERIES = InputType.recurrent(WIDTH);
  private static final InputType IMAGES = InputType.convolutional(WIDTH, WIDTH, 2);

  static Stream<String> names() {
    return networks().keySet().stream();
  }

  private static Map<String, MultiLayerNetwork> networks() {
    Map<String, MultiLayerNetwork> nets = new TreeMap<>();
    nets.put("updater", vectors(base().updater(new OwnUpdater()), dense(5)));
    nets.put("penalty", vectors(base().regularization(List.of(new OwnPenalty())), dense(5)));
    nets.put("frozen behind trained", vectors(base(), dense(5), new FrozenLayer(dense(4))));
    nets.put(
        "not by gradient descent",
        vectors(base().optimizationAlgo(OptimizationAlgorithm.LINE_GRADIENT_DESCENT), dense(5)));
    nets.put("step function", vectors(base().stepFunction(new DefaultStepFunction()), dense(5)));
    nets.put(
        "depthwise with a penalty",
        network(
            base().l2(0.1),
            IMAGES,
            output(),
            new DepthwiseConvolution2D.Builder(3, 3).depthMultiplier(2).build()));
    nets.put(
        "dropout on series",
        network(base(), SERIES, steps(), lstm().dropOut(new GaussianDropout(0.3)).build()));
    nets.put(
        "dropout from both ends",
        network(
            base(),
            SERIES,
            steps(),
            new Bidirectional(lstm().dropOut(new GaussianDropout(0.3)).build())));
    nets.put(
        "constraints from both ends",
        network(
            base(),
            SERIES,
            steps(),
            new Bidirectional(lstm().constrainWeights(new NonNegativeConstraint()).build())));
    return nets;
  }

  static Stream<String> namesOfMixed() {
    return mixed().keySet().stream();
  }

  /** With a part that DL4J computes inside the engine's program. */
  private static Map<String, MultiLayerNetwork> mixed() {
    Map<String, MultiLayerNetwork> nets = new TreeMap<>();
    NeuralNetConfiguration.Builder clipping =
        base().gradientNormalization(GradientNormalization.ClipL2PerLayer);
    nets.put("normalized normalization", vectors(clipping, dense(5), new BatchNormalization()));
    nets.put(
        "normalized locked normalization",
        vectors(
            clipping,
            dense(5),
            new BatchNormalization.Builder().lockGammaBeta(true).gamma(2).beta(1).build()));
    nets.put(
        "normalization of everything",
        vectors(base(), dense(5), new BatchNormalization.Builder().minibatch(false).build()));
    nets.put(
        "frozen locked normalization",
        vectors(
            base(), new FrozenLayer(new BatchNormalization.Builder().lockGammaBeta(true).build())));
    return nets;
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(4).updater(new Sgd(0.1));
  }

  private static MultiLayerNetwork vectors(NeuralNetConfiguration.Builder base, Layer... layers) {
    return network(base, VECTORS, output(), layers);
  }

  private static MultiLayerNetwork network(
      NeuralNetConfiguration.Builder base, InputType input, Layer last, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = base.list();
    Stream.of(layers).forEach(list::layer);
    return new MultiLayerNetwork(list.layer(last).setInputType(input).build());
  }

  private static Layer dense(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.TANH).build();
  }

  private static LSTM.Builder lstm() {
    return new LSTM.Builder().nOut(4).activation(Activation.TANH);
  }

  private static Layer output() {
    return new OutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build();
  }

  private static Layer steps() {
    return new RnnOutputLayer.Builder().nOut(CLASSES).activation(Activation.SOFTMAX).build();
  }

  private static INDArray features(String name) {
    if (name.contains("both ends") || name.contains("series")) {
      return Nd4j.rand(5, WIDTH, 4);
    }
    return name.contains("upsampling") || name.contains("depthwise")
        ? Nd4j.rand(5, 2, WIDTH, WIDTH)
        : Nd4j.rand(5, WIDTH);
  }

  @ParameterizedTest
  @MethodSource("names")
  void outputsAreTheEnginesWhereTrainingIsStocks(String name) {
    MultiLayerNetwork stock = networks().get(name);
    stock.init();
    MultiLayerNetwork net = Engines.accelerate(stock.clone());
    INDArray features = features(name);
    assertNotEquals(List.of(), Engines.obstacles(net));
    assertClose("output", stock.output(features.dup()), net.output(features.dup()), 1e-5);
    INDArray labels = Nd4j.rand(stock.output(features.dup()).shape());
    for (MultiLayerNetwork each : List.of(stock, net)) {
      Nd4j.getRandom().setSeed(1);
      each.fit(features.dup(), labels);
    }
    assertEquals(1, Engines.stockSteps(net));
    assertClose("trained", stock.output(features.dup()), net.output(features.dup()), 1e-5);
    assertEquals(0, Engines.stockOutputs(net));
  }

  @ParameterizedTest
  @MethodSource("namesOfMixed")
  void whatOnlyDl4jTrainsIsAPartOfTheEnginesProgram(String name) {
    MultiLayerNetwork stock = mixed().get(name);
    stock.init();
    MultiLayerNetwork net = Engines.accelerate(stock.clone());
    assertEquals(List.of(), Engines.obstacles(net));
    INDArray features = features(name);
    INDArray labels = Nd4j.rand(stock.output(features.dup()).shape());
    for (MultiLayerNetwork each : List.of(stock, net)) {
      each.fit(features.dup(), labels);
    }
    assertEquals(0, Engines.stockSteps(net));
    assertClose("parameters", stock.params(), net.params(), 1e-4);
    assertClose("output", stock.output(features.dup()), net.output(features.dup()), 1e-4);
    assertEquals(0, Engines.stockOutputs(net));
  }

  @Test
  void seriesOfTruncatedBackpropagationArePredicted() {
    MultiLayerNetwork stock = network(base(), SERIES, steps(), lstm().build());
    stock.getLayerWiseConfigurations().setBackpropType(BackpropType.TruncatedBPTT);
    stock.init();
    MultiLayerNetwork net = Engines.accelerate(stock.clone());
    INDArray features = Nd4j.rand(5, WIDTH, 4);
    assertClose("output", stock.output(features.dup()), net.output(features.dup()), 1e-5);
    assertEquals(0, Engines.stockOutputs(net));
  }

  @Test
  void aGraphThatEndsInAVertexIsPredicted() {
    ComputationGraph stock =
        new ComputationGraph(
            base()
                .graphBuilder()
                .addInputs("input")
                .setInputTypes(VECTORS)
                .layer("left", dense(4), "input")
                .layer("right", dense(3), "input")
                .addVertex("features", new MergeVertex(), "left", "right")
                .setOutputs("features")
                .build());
    stock.init();
    ComputationGraph graph = Engines.accelerate(stock.clone());
    INDArray features = Nd4j.rand(5, WIDTH);
    assertEquals(List.of(), Engines.obstacles(graph));
    assertClose(
        "output", stock.outputSingle(features.dup()), graph.outputSingle(features.dup()), 1e-5);
    assertEquals(0, Engines.stockOutputs(graph));
    try (Engine engine = Engines.fastest(stock)) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> engine.fit(features, Nd4j.rand(5, 7)));
      assertEquals(
          "'features' is an output without a loss: nothing trains this network", e.getMessage());
    }
  }

  @Test
  void aLossInAFrozenLayerIsAnObstacle() {
    MultiLayerNetwork net =
        network(base(), VECTORS, new FrozenLayerWithBackprop(output()), dense(4));
    net.init();
    assertEquals(List.of("'layer1' has a loss, but is frozen"), Engines.obstacles(net));
  }

  @Test
  void noiseThatDl4jAddsToBiasesAtInferenceTooIsStocks() {
    MultiLayerNetwork net =
        Engines.accelerate(vectors(base().weightNoise(new DropConnect(0.5, true)), dense(5)));
    net.init();
    net.output(Nd4j.rand(5, WIDTH));
    assertEquals(1, Engines.stockOutputs(net));
  }

  @Test
  void anEngineForInferenceRefusesToTrain() {
    MultiLayerNetwork net = networks().get("updater");
    net.init();
    try (Engine engine = Engines.forInference(net)) {
      assertEquals(OneDnnEngine.NAME, engine.name());
      engine.sync();
      engine.reload();
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () -> engine.fit(Nd4j.rand(2, WIDTH), Nd4j.rand(2, CLASSES)));
      assertEquals(
          "The engine 'onednn' cannot train this network: "
              + String.join("; ", Engines.obstacles(net)),
          e.getMessage());
    }
  }
}
