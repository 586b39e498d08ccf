package org.dl4jlab.program;

import static org.dl4jlab.program.Graphs.conv;
import static org.dl4jlab.program.Graphs.dense;
import static org.dl4jlab.program.Graphs.globalMaximum;
import static org.dl4jlab.program.Graphs.images;
import static org.dl4jlab.program.Graphs.overWords;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex.Op;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.program.Operation.Fused;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class RewritesTest {

  private static Program read(InputType input, Consumer<GraphBuilder> vertices) {
    return ProgramReader.read(Graphs.of(input, vertices));
  }

  private static List<String> names(Program program) {
    return program.nodes().stream().map(Node::name).toList();
  }

  private static Fused fused(Program program, String name) {
    return assertInstanceOf(Fused.class, program.byName().get(name).operation());
  }

  @Test
  void trainingEndsAtTheLogits() {
    Program program =
        Rewrites.forTraining(
            read(
                InputType.feedForward(3),
                net -> net.layer("last", dense(Activation.TANH), "input")));
    assertEquals(List.of("input", "last/product", "last", "output/logits"), names(program));
    assertEquals(List.of(), program.outputs());
    assertEquals(1, program.reads("output/logits"));
  }

  @Test
  void whatLeadsNowhereIsLeftOut() {
    Consumer<GraphBuilder> withDeadEnd =
        net -> {
          net.layer("last", dense(Activation.TANH), "input");
          net.layer("deadEnd", dense(Activation.TANH), "last").allowDisconnected(true);
        };
    Program program = read(InputType.feedForward(3), withDeadEnd);
    assertTrue(names(program).contains("deadEnd"));
    assertTrue(names(Rewrites.forTraining(program)).stream().noneMatch("deadEnd"::equals));
    assertTrue(names(Rewrites.forInference(program)).stream().noneMatch("deadEnd"::equals));
  }

  @Test
  void inferenceDropsNothing() {
    Program program =
        Rewrites.withoutTraining(
            read(
                InputType.feedForward(3),
                net -> {
                  net.layer("one", new DropoutLayer(0.5), "input");
                  net.layer("two", new DropoutLayer(0.5), "one");
                  net.layer("last", dense(Activation.IDENTITY), "two");
                }));
    assertEquals(List.of("input", "last", "output/logits", "output"), names(program));
    assertEquals(List.of("input"), program.byName().get("last").inputs());
  }

  @Test
  void batchNormalizationAndActivationAreFused() {
    Program program =
        Rewrites.forInference(
            read(
                images(),
                net -> {
                  net.layer("conv", conv(Activation.IDENTITY), "input");
                  net.layer("norm", new BatchNormalization(), "conv");
                  net.layer("last", new ActivationLayer(Activation.RELU), "norm");
                }));
    assertEquals(
        List.of("input", "last", "output/shape", "output/logits", "output"), names(program));
    Fused last = fused(program, "last");
    assertInstanceOf(Operation.Convolution.class, last.product());
    assertNotNull(last.norm());
    assertNotNull(last.activation());
    assertEquals(List.of("input"), program.byName().get("last").inputs());
    assertEquals(4, last.parameters().size());
  }

  @Test
  void trainingFusesActivationsToConvolutionsOnly() {
    Program program =
        Rewrites.forTraining(
            read(
                images(),
                net -> {
                  net.layer("one", conv(Activation.TANH), "input");
                  net.layer("two", conv(Activation.IDENTITY), "one");
                  net.layer("norm", new BatchNormalization(), "two");
                  net.layer("active", new ActivationLayer(Activation.RELU), "norm");
                  net.layer("three", conv(Activation.RELU), "active");
                  net.layer("twice", new ActivationLayer(Activation.TANH), "three");
                  net.addVertex("last", new ElementWiseVertex(Op.Add), "twice", "three");
                }));
    assertEquals(
        List.of(
            "input",
            "one",
            "two",
            "norm",
            "active",
            "three",
            "twice",
            "last",
            "output/shape",
            "output/logits"),
        names(program));
    assertEquals("one", program.byName().get("one").layer());
    assertNull(fused(program, "one").norm());
    assertEquals(List.of("input"), program.byName().get("one").inputs());
    assertInstanceOf(Operation.Convolution.class, program.byName().get("two").operation());
    assertInstanceOf(Operation.Activation.class, program.byName().get("active").operation());
    assertInstanceOf(Operation.Activation.class, program.byName().get("twice").operation());
  }

  @Test
  void whatIsReadBetweenIsNotFused() {
    Program program =
        Rewrites.forInference(
            read(
                images(),
                net -> {
                  net.layer("conv", conv(Activation.IDENTITY), "input");
                  net.layer("norm", new BatchNormalization(), "conv");
                  net.layer("active", new ActivationLayer(Activation.RELU), "norm");
                  net.addVertex("last", new ElementWiseVertex(Op.Add), "active", "conv");
                }));
    assertNull(fused(program, "conv").norm());
    assertInstanceOf(Operation.BatchNorm.class, program.byName().get("norm").operation());
    assertInstanceOf(Operation.Activation.class, program.byName().get("active").operation());
  }

  @Test
  void softmaxIsNotFused() {
    Program program =
        Rewrites.forInference(
            read(
                InputType.feedForward(3),
                net -> net.layer("last", dense(Activation.TANH), "input")));
    assertNotNull(fused(program, "last").activation());
    assertNull(fused(program, "output/logits").activation());
    assertInstanceOf(Operation.Softmax.class, program.byName().get("output").operation());
  }

  @Test
  void activationsComeAfterTheMaximumOverTokens() {
    Program program =
        Rewrites.overTokens(
                read(
                    InputType.recurrent(7, 9),
                    net -> {
                      net.layer("conv", overWords(3, Activation.RELU), "input");
                      net.layer("again", new ActivationLayer(Activation.TANH), "conv");
                      net.layer("last", globalMaximum(), "again");
                    }))
            .orElseThrow();
    assertEquals(
        List.of("input", "conv/product", "conv", "last", "output/logits", "output"),
        names(program));
    Operation.TokenConvolution tokens =
        assertInstanceOf(
            Operation.TokenConvolution.class, program.byName().get("conv/product").operation());
    assertEquals(3, tokens.taps());
    assertEquals(List.of("conv"), program.byName().get("last").inputs());
  }

  @Test
  void withoutActivationTheConvolutionTakesThePoolingsPlace() {
    Program program =
        Rewrites.overTokens(
                read(
                    InputType.recurrent(7, 9),
                    net -> {
                      net.layer("conv", overWords(1, Activation.IDENTITY), "input");
                      net.layer("last", globalMaximum(), "conv");
                    }))
            .orElseThrow();
    assertEquals(List.of("input", "last", "output/logits", "output"), names(program));
  }

  @Test
  void tokensAreLookedUpOnlyWhereTheMaximumFollows() {
    assertTrue(
        Rewrites.overTokens(
                read(
                    InputType.recurrent(7, 9),
                    net -> {
                      net.layer("dropped", new DropoutLayer(0.5), "input");
                      net.layer("conv", overWords(3, Activation.RELU), "dropped");
                      net.layer("last", globalMaximum(), "conv");
                    }))
            .isEmpty());
    assertTrue(
        Rewrites.overTokens(
                read(
                    InputType.recurrent(7, 9),
                    net -> {
                      net.layer("conv", overWords(3, Activation.IDENTITY), "input");
                      // Falls below zero before it rises.
                      net.layer("falling", new ActivationLayer(Activation.SWISH), "conv");
                      net.layer("last", globalMaximum(), "falling");
                    }))
            .isEmpty());
    assertTrue(
        Rewrites.overTokens(
                read(images(), net -> net.layer("last", conv(Activation.RELU), "input")))
            .isEmpty());
  }

  private static ConvolutionLayer.Builder shift() {
    return new ConvolutionLayer.Builder(1, 1)
        .nOut(4)
        .weightInit(WeightInit.IDENTITY)
        .updater(new Sgd(0))
        .biasUpdater(new Sgd(0.1));
  }

  /** What becomes of a locked batch normalization and the layer behind it. */
  private static Shifts shifts(boolean locked, ConvolutionLayer behind) {
    NetworkModel network =
        NetworkModel.of(
            Graphs.of(
                InputType.convolutional(6, 6, 3),
                net ->
                    net.layer("conv", conv(Activation.IDENTITY), "input")
                        .layer("norm", new BatchNormalization.Builder(locked).build(), "conv")
                        .layer("last", behind, "norm")));
    return Rewrites.fuseShifts(ProgramReader.read(network), network);
  }

  @Test
  void identityWithABiasIsTheShiftOfTheNormalizationInFront() {
    Shifts shifts = shifts(true, shift().build());
    Node last = shifts.program().byName().get("last");
    var norm = assertInstanceOf(Operation.BatchNorm.class, last.operation());
    assertNull(norm.gamma());
    assertEquals("last_b[4]", norm.beta().toString());
    assertEquals(List.of(norm.beta()), norm.parameters());
    assertEquals(List.of("conv"), last.inputs());
    assertNull(shifts.program().byName().get("norm"));
    assertEquals(
        List.of("last_W[4, 4, 1, 1]"),
        shifts.identities().stream().map(Parameter::toString).toList());
  }

  @Test
  void whatIsTrainedScalesOrIsNoIdentityStaysAConvolution() {
    for (Shifts shifts :
        List.of(
            shifts(false, shift().build()),
            shifts(true, shift().updater(new Sgd(0.1)).build()),
            shifts(
                true,
                shift().updater(new Sgd(new StepSchedule(ScheduleType.EPOCH, 0, 1, 1))).build()),
            shifts(true, shift().updater(new Adam(0)).build()),
            shifts(true, shift().weightInit(WeightInit.XAVIER).build()),
            shifts(true, shift().l2(0.1).build()),
            shifts(true, shift().hasBias(false).build()),
            shifts(true, shift().nOut(5).weightInit(WeightInit.ONES).build()),
            shifts(true, shift().stride(2, 2).build()))) {
      var last = shifts.program().byName().get("last").operation();
      assertInstanceOf(Operation.Convolution.class, last);
      assertEquals(List.of(), shifts.identities());
    }
  }

  @Test
  void normalizationThatIsReadTwiceStaysAsItIs() {
    NetworkModel network =
        NetworkModel.of(
            Graphs.of(
                images(),
                net ->
                    net.layer("conv", conv(Activation.IDENTITY), "input")
                        .layer("norm", new BatchNormalization.Builder(true).build(), "conv")
                        .layer("shift", shift().build(), "norm")
                        .addVertex("last", new ElementWiseVertex(Op.Add), "norm", "shift")));
    Program program = ProgramReader.read(network);
    assertEquals(names(program), names(Rewrites.fuseShifts(program, network).program()));
  }

  @Test
  void allShiftsOfAirbenchAreOneWithTheirNormalizations() {
    ComputationGraph graph =
        new ComputationGraph(
            ImageNetwork.AIRBENCH.configuration(new NetworkOptions(12, 12, 3, 4, 1, 1)));
    graph.init();
    NetworkModel network = NetworkModel.of(graph);
    Shifts shifts = Rewrites.fuseShifts(ProgramReader.read(network), network);
    assertEquals(6, shifts.identities().size());
    assertTrue(shifts.holdFor(network));
    assertTrue(
        shifts.program().nodes().stream()
            .noneMatch(node -> node.operation() instanceof Operation.Stock));
    graph.getLayer("shift_4").getParam("W").putScalar(3, 0.5);
    assertFalse(shifts.holdFor(network));
  }
}
