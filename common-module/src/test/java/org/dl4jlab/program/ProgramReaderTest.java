package org.dl4jlab.program;

import static org.dl4jlab.program.Graphs.conv;
import static org.dl4jlab.program.Graphs.dense;
import static org.dl4jlab.program.Graphs.images;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class ProgramReaderTest {

  private static List<String> names(Program program) {
    return program.nodes().stream().map(Node::name).toList();
  }

  @Test
  void aLayerIsItsParts() {
    Program program =
        ProgramReader.read(
            Graphs.of(
                images(),
                net -> {
                  net.layer("conv", conv(Activation.RELU), "input");
                  net.layer(
                      "last",
                      new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
                          .nOut(5)
                          .dropOut(0.8)
                          .activation(Activation.IDENTITY)
                          .build(),
                      "conv");
                }));
    assertEquals(
        List.of(
            "input",
            "conv/product",
            "conv",
            "last/shape",
            "last/dropout",
            "last",
            "output/logits",
            "output"),
        names(program));
    assertEquals(List.of("output"), program.outputs());
    assertEquals("output/logits", program.losses().get(0).logits());
    assertEquals(List.of("last/dropout"), program.byName().get("last").inputs());
  }

  @Test
  void whatDoesNothingIsNoNode() {
    Program program =
        ProgramReader.read(
            Graphs.of(
                InputType.feedForward(3),
                net -> {
                  net.layer("dropped", new DropoutLayer(0.5), "input");
                  net.layer("last", dense(Activation.IDENTITY), "dropped");
                }));
    assertEquals(
        List.of("input", "dropped/dropout", "last", "output/logits", "output"), names(program));
    assertEquals(List.of("dropped/dropout"), program.byName().get("last").inputs());
  }

  @Test
  void branchesKeepTheirInputsInOrder() {
    Program program =
        ProgramReader.read(
            Graphs.of(
                InputType.feedForward(3),
                net -> {
                  net.layer("a", dense(Activation.TANH), "input");
                  net.layer("b", dense(Activation.TANH), "input");
                  net.addVertex("sum", new ElementWiseVertex(Op.Subtract), "b", "a");
                  net.addVertex("last", new MergeVertex(), "sum", "a", "input");
                }));
    assertEquals(List.of("b", "a"), program.byName().get("sum").inputs());
    assertEquals(new Operation.ElementWise(Op.Subtract), program.byName().get("sum").operation());
    assertEquals(List.of("sum", "a", "input"), program.byName().get("last").inputs());
    assertEquals(2, program.reads("a"));
    assertEquals(3, program.reads("input"));
  }

  @Test
  void parametersAreViewsOfTheNetworksMemory() {
    ComputationGraph graph =
        Graphs.of(images(), net -> net.layer("last", conv(Activation.IDENTITY), "input"));
    Operation.Convolution conv =
        assertInstanceOf(
            Operation.Convolution.class,
            ProgramReader.read(graph).byName().get("last").operation());
    assertArrayEquals(new long[] {4, 3, 3, 3}, conv.weights().shape());
    INDArray weights = graph.getLayer("last").getParam("W");
    assertEquals(weights.offset(), conv.weights().offset());
    assertEquals(graph.getLayer("last").getParam("b").offset(), conv.bias().offset());
    // Adam keeps first and second moments.
    assertEquals(2, conv.weights().state().length);
    assertEquals(new Adam(0.1), conv.weights().updater());
  }

  @Test
  void theStateOfGradientDescentIsNone() {
    MultiLayerNetwork network = new MultiLayerNetwork(layers());
    network.init();
    assertTrue(
        ProgramReader.read(network).parameters().stream()
            .allMatch(parameter -> parameter.state().length == 0));
  }

  @Test
  void aListOfLayersIsAChain() {
    MultiLayerNetwork network = new MultiLayerNetwork(layers());
    network.init();
    Program program = ProgramReader.read(network);
    assertEquals(
        List.of("input", "layer0/product", "layer0", "layer1/logits", "layer1"), names(program));
    assertEquals(BackpropType.Standard, program.rules().backpropagation());
  }

  private static MultiLayerConfiguration layers() {
    return new NeuralNetConfiguration.Builder()
        .updater(new Sgd(0.1))
        .list()
        .layer(dense(Activation.TANH))
        .layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.feedForward(3))
        .build();
  }

  @Test
  void whatIsNotKnownIsStockDl4js() {
    Program program =
        ProgramReader.read(
            Graphs.of(
                InputType.recurrent(3),
                net -> {
                  net.layer("memory", new SimpleRnn.Builder().nOut(4).build(), "input");
                  net.addVertex("reversed", new ReverseTimeSeriesVertex(), "memory");
                  net.layer("last", Graphs.globalMaximum(), "reversed");
                }));
    assertEquals(
        List.of("is of the type SimpleRnn", "is of the type ReverseTimeSeriesVertex"),
        program.nodes().stream()
            .map(Node::operation)
            .filter(Operation.Stock.class::isInstance)
            .map(operation -> ((Operation.Stock) operation).why())
            .toList());
  }

  @Test
  void aProgramIsInOrder() {
    Node late = new Node("late", "late", new Operation.Softmax(), List.of("early"));
    Node early = new Node("early", "early", new Operation.Input(0), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Program(List.of(late, early), List.of("late"), List.of(), null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Program(List.of(early, late), List.of("never"), List.of(), null));
  }
}
