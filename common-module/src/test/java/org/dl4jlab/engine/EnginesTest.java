package org.dl4jlab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.nets.DenseNetwork;
import org.dl4jlab.nets.Keras;
import org.dl4jlab.nets.NetworkOptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class EnginesTest {

  private static ComputationGraph dense() {
    ComputationGraph graph =
        new ComputationGraph(DenseNetwork.configuration(new NetworkOptions(2, 2, 1, 2, 0.1, 1)));
    graph.init();
    return graph;
  }

  private static ComputationGraph twoOutputs() {
    ComputationGraph graph =
        new ComputationGraph(
            Keras.graph(0.1, 1)
                .addInputs("input")
                .setInputTypes(InputType.feedForward(3))
                .layer("left", new OutputLayer.Builder().nOut(2).build(), "input")
                .layer("right", new OutputLayer.Builder().nOut(2).build(), "input")
                .setOutputs("left", "right")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void findsTheStockEngineByName() {
    try (Engine engine = Engines.named("dl4j", dense())) {
      assertEquals("dl4j", engine.name());
    }
  }

  @Test
  void unknownNameIsRefusedWithTheNamesThereAre() {
    var e = assertThrows(UserException.class, () -> Engines.named("abacus", dense()));
    assertEquals("There is no engine 'abacus' here, only [dl4j]", e.getMessage());
  }

  @Test
  void fastestHasNothingToPassOverWhereTheFirstEngineCanRunTheGraph() {
    List<String> passedOver = new ArrayList<>();
    try (Engine engine = Engines.fastest(dense(), EngineOptions.defaults(), passedOver::add)) {
      assertEquals(Engines.names().get(0), engine.name());
      assertEquals(List.of(), passedOver);
    }
  }

  @Test
  void stockEngineTrainsSeveralOutputs() {
    INDArray[] inputs = {Nd4j.rand(4, 3)};
    INDArray[] labels = {Nd4j.eye(2).repeat(0, 2), Nd4j.rand(4, 2)};
    try (Engine engine = Engines.named("dl4j", twoOutputs())) {
      assertTrue(engine.fit(new MultiDataSet(inputs, labels)).loss() > 0);
      assertEquals(2, engine.outputs(new ArrayBatch(new MultiDataSet(inputs, null))).size());
    }
  }

  @Test
  void everyEngineOnTheClassPathTellsWhetherItCanRunHere() {
    assertEquals(List.of(new Engines.Status("dl4j", null)), Engines.status());
  }

  @Test
  void withoutAnotherEngineAnAcceleratedNetworkIsTrainedByStockDl4j() {
    ComputationGraph graph = Engines.accelerate(dense());
    assertEquals(
        List.of("There is no engine on the class path but stock DL4J"), Engines.obstacles(graph));
    INDArray images = Nd4j.rand(4, 1, 2, 2);
    ComputationGraph stock = dense();
    INDArray labels = Nd4j.eye(2).repeat(0, 2);
    for (ComputationGraph each : List.of(stock, graph)) {
      each.fit(new INDArray[] {images}, new INDArray[] {labels});
    }
    assertEquals(stock.params(), graph.params());
    assertEquals(1, Engines.stockSteps(graph));
  }

  @Test
  void optionsRefuseABadValueAndNameIt() {
    var e = assertThrows(IllegalArgumentException.class, () -> new EngineOptions(-1));
    assertEquals("Threads must be 0 to 1024, not -1", e.getMessage());
  }
}
