package org.dl4jlab.testing.engine;

import static org.dl4jlab.testing.engine.BranchNetworks.image;
import static org.dl4jlab.testing.engine.BranchNetworks.vector;
import static org.dl4jlab.testing.engine.SuiteLayers.act;
import static org.dl4jlab.testing.engine.SuiteLayers.adam;
import static org.dl4jlab.testing.engine.SuiteLayers.base;
import static org.dl4jlab.testing.engine.SuiteLayers.conv;
import static org.dl4jlab.testing.engine.SuiteLayers.dense;
import static org.dl4jlab.testing.engine.SuiteLayers.global;
import static org.dl4jlab.testing.engine.SuiteLayers.softmax;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's vertices without layers. */
final class VertexNetworks {

  private VertexNetworks() {}

  static List<NetworkCase> all() {
    return List.of(
        vector("vertex: subset", new Sgd(0.1), VertexNetworks::subsets),
        subsetsOfChannels(),
        vector("vertex: scale and shift", new Sgd(0.1), VertexNetworks::scaleAndShift),
        vector("vertex: L2 normalize", new Sgd(0.1), VertexNetworks::normalized),
        image("vertex: L2 normalize images", new Sgd(0.1), VertexNetworks::normalizedImages),
        vector("vertex: stack and unstack", new Sgd(0.1), VertexNetworks::siamese),
        image("vertex: stack and unstack images", new Sgd(0.05), VertexNetworks::siameseImages),
        image("vertex: reshape", adam(0.01), VertexNetworks::reshaped),
        image("vertex: preprocessor", adam(0.01), VertexNetworks::preprocessed),
        poolHelper(),
        flatImages());
  }

  static List<NetworkCase> smooth() {
    return List.of(
        vector("smooth subset", new Sgd(1), VertexNetworks::subsets),
        vector("smooth L2 normalize", new Sgd(1), VertexNetworks::normalized),
        vector("smooth stack", new Sgd(1), VertexNetworks::siamese));
  }

  /** Two overlapping parts, and a feature that nobody reads. */
  private static void subsets(GraphBuilder net) {
    net.layer("value", dense(9, Activation.TANH), "input");
    net.addVertex("left", new SubsetVertex(1, 5), "value");
    net.addVertex("right", new SubsetVertex(4, 8), "value");
    net.addVertex("last", new ElementWiseVertex(Op.Product), "left", "right");
  }

  /** Without input types: DL4J itself counts the channels of such a part wrongly. */
  private static NetworkCase subsetsOfChannels() {
    GraphBuilder net = base(adam(0.01), 0).graphBuilder().addInputs("input");
    net.layer("value", new ConvolutionLayer.Builder(3, 3).nIn(3).nOut(16).build(), "input");
    net.addVertex("left", new SubsetVertex(0, 6), "value");
    net.layer("active", act(Activation.RELU), "left");
    net.addVertex("right", new SubsetVertex(7, 15), "value");
    net.addVertex("both", new MergeVertex(), "right", "active");
    net.layer("seen", new ConvolutionLayer.Builder(3, 3).nIn(16).nOut(6).build(), "both");
    net.layer("pooled", global(PoolingType.AVG), "seen");
    net.layer("last", new DenseLayer.Builder().nIn(6).nOut(6).build(), "pooled");
    net.layer(
        "output",
        new OutputLayer.Builder().nIn(6).nOut(5).activation(Activation.SOFTMAX).build(),
        "last");
    net.setOutputs("output");
    return NetworkCase.of("vertex: subset of channels", net.build(), new int[] {3, 11, 9}, 5, true);
  }

  private static void scaleAndShift(GraphBuilder net) {
    net.layer("value", dense(9, Activation.TANH), "input");
    net.addVertex("scaled", new ScaleVertex(-1.5), "value");
    net.addVertex("shifted", new ShiftVertex(0.25), "value");
    net.addVertex("last", new ElementWiseVertex(Op.Product), "scaled", "shifted");
  }

  private static void normalized(GraphBuilder net) {
    net.layer("value", dense(9, Activation.SIGMOID), "input");
    net.addVertex("last", new L2NormalizeVertex(), "value");
  }

  private static void normalizedImages(GraphBuilder net) {
    net.layer("value", conv(16, 3, 2, ConvolutionMode.Same), "input");
    net.addVertex("last", new L2NormalizeVertex(), "value");
  }

  /** Bromley et al. 1993: two values through the same layer, and then apart. */
  private static void siamese(GraphBuilder net) {
    net.layer("one", dense(6, Activation.TANH), "input");
    net.layer("other", dense(6, Activation.SIGMOID), "input");
    net.addVertex("stacked", new StackVertex(), "one", "other");
    net.layer("shared", dense(5, Activation.TANH), "stacked");
    net.addVertex("first", new UnstackVertex(0, 2), "shared");
    net.addVertex("second", new UnstackVertex(1, 2), "shared");
    net.addVertex("last", new ElementWiseVertex(Op.Subtract), "first", "second");
  }

  private static void siameseImages(GraphBuilder net) {
    net.layer("one", conv(16, 3, 2, ConvolutionMode.Same), "input");
    net.layer("other", conv(16, 3, 2, ConvolutionMode.Same), "input");
    net.addVertex("stacked", new StackVertex(), "one", "other");
    net.layer("shared", conv(6, 3, 1, ConvolutionMode.Same), "stacked");
    net.addVertex("first", new UnstackVertex(0, 2), "shared");
    net.addVertex("second", new UnstackVertex(1, 2), "shared");
    net.addVertex("last", new MergeVertex(), "second", "first");
  }

  /** The activation behind it must not write into what is read again. */
  private static void reshaped(GraphBuilder net) {
    net.layer("value", conv(4, 3, 2, ConvolutionMode.Same), "input");
    net.addVertex("wide", new ReshapeVertex(-1, 2, 6, 10), "value");
    net.layer("active", act(Activation.TANH), "wide");
    net.addVertex("back", new ReshapeVertex(-1, 4, 6, 5), "active");
    net.addVertex("sum", new ElementWiseVertex(Op.Add), "back", "value");
    net.layer("last", conv(6, 3, 1, ConvolutionMode.Same), "sum");
  }

  private static void preprocessed(GraphBuilder net) {
    net.layer("value", conv(4, 3, 2, ConvolutionMode.Same), "input");
    net.addVertex(
        "flat", new PreprocessorVertex(new CnnToFeedForwardPreProcessor(6, 5, 4)), "value");
    net.layer("last", dense(6, Activation.TANH), "flat");
  }

  /** DL4J's takes square images only. */
  private static NetworkCase poolHelper() {
    GraphBuilder net = base(new Sgd(0.05), 0).graphBuilder().addInputs("input");
    net.layer("value", conv(6, 3, 1, ConvolutionMode.Same), "input");
    net.addVertex("helped", new PoolHelperVertex(), "value");
    net.layer("last", global(PoolingType.AVG), "helped");
    net.setInputTypes(InputType.convolutional(8, 8, 3));
    net.layer("output", softmax(5), "last").setOutputs("output");
    return NetworkCase.of("vertex: pool helper", net.build(), new int[] {3, 8, 8}, 5, true);
  }

  /** Images that come as rows of numbers, as MNIST's do. */
  private static NetworkCase flatImages() {
    GraphBuilder net = base(adam(0.01), 0).graphBuilder().addInputs("input");
    net.layer("last", conv(6, 3, 2, ConvolutionMode.Same), "input");
    net.setInputTypes(InputType.convolutionalFlat(8, 6, 2));
    net.layer("output", softmax(5), "last").setOutputs("output");
    return NetworkCase.of("vertex: flat images", net.build(), new int[] {96}, 5, true);
  }
}
