package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.norm;
import static org.dl4jlab.testing.engine.SuiteLayers.pool;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs whose values have several readers, and whose vertices have several inputs. */
final class BranchNetworks {

  private static final int RANDOM = 6;

  private BranchNetworks() {}

  static List<NetworkCase> all() {
    List<NetworkCase> cases =
        new ArrayList<>(
            List.of(
                image("branches: residual", new Nesterovs(0.02, 0.9), BranchNetworks::residual),
                image("branches: two residual blocks", new Nesterovs(0.02, 0.9), twoResiduals()),
                image("branches: inception", adam(0.01), BranchNetworks::inception),
                image("branches: a value read three times", adam(0.01), readThreeTimes()),
                image("branches: diamond", new Sgd(0.05), BranchNetworks::diamond),
                image(
                    "branches: an activation whose input is read again",
                    new Sgd(0.05),
                    BranchNetworks::activationBesideItsInput),
                image("branches: the input read twice", adam(0.01), BranchNetworks::inputTwice),
                image("branches: a pooled image read again", new Sgd(0.05), pooledTwice()),
                image("branches: dropout in one of two", new Sgd(0.05), dropoutInOne()),
                vector("branches: dense block", new Sgd(0.1), BranchNetworks::denseBlock),
                twoInputs(),
                twoOutputs()));
    for (Op op : Op.values()) {
      cases.add(vector("branches: " + op, new Sgd(0.1), net -> elementWise(net, op, 2)));
      if (op != Op.Subtract) {
        cases.add(
            vector("branches: " + op + " of three", new Sgd(0.1), net -> elementWise(net, op, 3)));
      }
    }
    for (int seed = 1; seed <= RANDOM; seed++) {
      long ofCase = seed;
      cases.add(
          image(
              "branches: random " + seed,
              new Nesterovs(0.02, 0.9),
              net -> random(net, new Random(ofCase))));
    }
    return cases;
  }

  static List<NetworkCase> smooth() {
    return List.of(
        vector("smooth dense block", new Sgd(1), BranchNetworks::denseBlock),
        vector("smooth product", new Sgd(1), net -> elementWise(net, Op.Product, 3)),
        vector("smooth mean", new Sgd(1), net -> elementWise(net, Op.Average, 2)),
        image(
            "smooth residual",
            new Sgd(1),
            net -> {
              net.layer("a", conv(4, 3, 1, ConvolutionMode.Same), "input");
              net.layer("b", act(Activation.TANH), "a");
              net.layer("c", conv(4, 3, 1, ConvolutionMode.Same), "b");
              net.addVertex("sum", new ElementWiseVertex(Op.Add), "a", "c");
              net.layer("last", global(PoolingType.AVG), "sum");
            }));
  }

  /** Adds vertices from {@code input} to {@code last}. */
  static NetworkCase image(String name, IUpdater updater, Consumer<GraphBuilder> vertices) {
    GraphBuilder net = base(updater, 0).graphBuilder().addInputs("input");
    vertices.accept(net);
    net.setInputTypes(InputType.convolutional(11, 9, 3));
    net.layer("output", softmax(5), "last").setOutputs("output");
    return NetworkCase.of(name, net.build(), new int[] {3, 11, 9}, 5, true);
  }

  static NetworkCase vector(String name, IUpdater updater, Consumer<GraphBuilder> vertices) {
    GraphBuilder net = base(updater, 0).graphBuilder().addInputs("input");
    vertices.accept(net);
    net.setInputTypes(InputType.feedForward(13));
    net.layer("output", softmax(4), "last").setOutputs("output");
    return NetworkCase.of(name, net.build(), new int[] {13}, 4, true);
  }

  /** He et al. 2016, with batch normalization before the activation. */
  private static void residual(GraphBuilder net) {
    net.layer("stem", conv(16, 3, 1, ConvolutionMode.Same), "input");
    block(net, "block", "stem", 16);
    net.layer("last", global(PoolingType.AVG), "block");
  }

  private static Consumer<GraphBuilder> twoResiduals() {
    return net -> {
      net.layer("stem", conv(6, 3, 1, ConvolutionMode.Same), "input");
      block(net, "first", "stem", 6);
      block(net, "second", "first", 6);
      net.layer("last", dense(7, Activation.TANH), "second");
    };
  }

  private static void block(GraphBuilder net, String name, String input, int filters) {
    net.layer(name + "a", conv(filters, 3, 1, ConvolutionMode.Same), input);
    net.layer(name + "b", norm(), name + "a");
    net.layer(name + "c", act(Activation.RELU), name + "b");
    net.layer(name + "d", conv(filters, 3, 1, ConvolutionMode.Same), name + "c");
    net.layer(name + "e", norm(), name + "d");
    net.addVertex(name + "sum", new ElementWiseVertex(Op.Add), name + "e", input);
    net.layer(name, act(Activation.RELU), name + "sum");
  }

  /** Szegedy et al. 2015: kernels of several sizes and a pooling side by side. */
  private static void inception(GraphBuilder net) {
    net.layer("stem", conv(8, 3, 1, ConvolutionMode.Same), "input");
    net.layer("one", conv(3, 1, 1, ConvolutionMode.Same), "stem");
    net.layer("three", conv(5, 3, 1, ConvolutionMode.Same), "stem");
    net.layer("threeActive", act(Activation.RELU), "three");
    net.layer("pool", pool(PoolingType.MAX, 3, 1), "stem");
    net.layer("projected", conv(4, 1, 1, ConvolutionMode.Same), "pool");
    net.addVertex("merged", new MergeVertex(), "one", "threeActive", "projected", "stem");
    net.layer("last", conv(6, 3, 2, ConvolutionMode.Same), "merged");
  }

  private static Consumer<GraphBuilder> readThreeTimes() {
    return net -> {
      net.layer("value", conv(6, 3, 2, ConvolutionMode.Same), "input");
      net.layer("left", conv(6, 1, 1, ConvolutionMode.Same), "value");
      net.layer("right", act(Activation.TANH), "value");
      net.addVertex("sum", new ElementWiseVertex(Op.Add), "left", "value", "right");
      net.layer("last", dense(8, Activation.TANH), "sum");
    };
  }

  private static void diamond(GraphBuilder net) {
    net.layer("top", conv(5, 3, 2, ConvolutionMode.Same), "input");
    net.layer("left", conv(7, 3, 1, ConvolutionMode.Same), "top");
    net.layer("right", conv(7, 1, 1, ConvolutionMode.Same), "top");
    net.addVertex("bottom", new ElementWiseVertex(Op.Average), "left", "right");
    net.layer("last", act(Activation.ELU), "bottom");
  }

  /** In place, the activation would destroy what the other branch reads. */
  private static void activationBesideItsInput(GraphBuilder net) {
    net.layer("value", conv(16, 3, 2, ConvolutionMode.Same), "input");
    net.layer("active", act(Activation.RELU), "value");
    net.layer("other", conv(16, 3, 1, ConvolutionMode.Same), "value");
    net.addVertex("sum", new ElementWiseVertex(Op.Add), "active", "other");
    net.layer("last", global(PoolingType.AVG), "sum");
  }

  private static void inputTwice(GraphBuilder net) {
    net.layer("left", conv(16, 3, 1, ConvolutionMode.Same), "input");
    net.layer("right", conv(4, 5, 1, ConvolutionMode.Same), "input");
    net.addVertex("last", new MergeVertex(), "left", "right");
  }

  private static Consumer<GraphBuilder> pooledTwice() {
    return net -> {
      net.layer("value", conv(6, 3, 1, ConvolutionMode.Same), "input");
      net.layer("pool", pool(PoolingType.MAX, 2, 2), "value");
      net.layer("left", global(PoolingType.MAX), "pool");
      net.layer("right", dense(9, Activation.TANH), "pool");
      net.addVertex("last", new MergeVertex(), "left", "right");
    };
  }

  private static Consumer<GraphBuilder> dropoutInOne() {
    return net -> {
      net.layer("value", conv(6, 3, 2, ConvolutionMode.Same), "input");
      net.layer("dropped", new DropoutLayer(0.7), "value");
      net.addVertex("last", new ElementWiseVertex(Op.Add), "dropped", "value");
    };
  }

  /** Huang et al. 2017: each layer reads all before it. */
  private static void denseBlock(GraphBuilder net) {
    net.layer("a", dense(5, Activation.TANH), "input");
    net.layer("b", dense(6, Activation.TANH), "input", "a");
    net.layer("last", dense(7, Activation.TANH), "input", "a", "b");
  }

  private static void elementWise(GraphBuilder net, Op op, int inputs) {
    String[] names = new String[inputs];
    for (int i = 0; i < inputs; i++) {
      names[i] = "branch" + i;
      net.layer(names[i], dense(6, i == 0 ? Activation.TANH : Activation.SIGMOID), "input");
    }
    net.addVertex("last", new ElementWiseVertex(op), names);
  }

  /** From random values so far, so that some are read often and others only at the end. */
  private static void random(GraphBuilder net, Random random) {
    List<String> values = new ArrayList<>();
    net.layer("value0", conv(6, 3, 2, ConvolutionMode.Same), "input");
    values.add("value0");
    int count = 4 + random.nextInt(4);
    for (int i = 1; i <= count; i++) {
      String name = "value" + i;
      String one = values.get(random.nextInt(values.size()));
      String other = values.get(random.nextInt(values.size()));
      switch (random.nextInt(5)) {
        case 0 -> net.layer(name, norm(), one);
        case 1 -> net.layer(name, act(Activation.TANH), one);
        case 2 -> net.addVertex(name, new ElementWiseVertex(Op.Average), one, other);
        case 3 -> net.layer(name, pool(PoolingType.AVG, 3, 1), one);
        default -> net.layer(name, conv(6, 3, 1, ConvolutionMode.Same), one);
      }
      values.add(name);
    }
    net.addVertex("all", new MergeVertex(), values.toArray(String[]::new));
    net.layer("last", dense(6, Activation.TANH), "all");
  }

  private static NetworkCase twoInputs() {
    GraphBuilder net = base(adam(0.01), 0).graphBuilder().addInputs("image", "features");
    net.layer("seen", conv(6, 3, 2, ConvolutionMode.Same), "image");
    net.layer("pooled", global(PoolingType.MAX), "seen");
    net.layer("told", dense(5, Activation.TANH), "features");
    net.addVertex("both", new MergeVertex(), "pooled", "told");
    net.setInputTypes(InputType.convolutional(11, 9, 3), InputType.feedForward(7));
    net.layer("output", softmax(4), "both").setOutputs("output");
    return NetworkCase.of(
        "branches: two inputs",
        net.build(),
        List.of(new int[] {3, 11, 9}, new int[] {7}),
        List.of(new NetworkCase.Output(4, true)));
  }

  private static NetworkCase twoOutputs() {
    Layer value =
        new OutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.IDENTITY).build();
    GraphBuilder net = base(adam(0.01), 0.001).graphBuilder().addInputs("input");
    net.layer("shared", dense(8, Activation.TANH), "input");
    net.layer("hidden", dense(5, Activation.TANH), "shared");
    net.setInputTypes(InputType.feedForward(13));
    net.layer("class", softmax(4), "shared").layer("value", value, "hidden");
    net.setOutputs("class", "value");
    return NetworkCase.of(
        "branches: two outputs",
        net.build(),
        List.of(new int[] {13}),
        List.of(new NetworkCase.Output(4, true), new NetworkCase.Output(2, false)));
  }
}
