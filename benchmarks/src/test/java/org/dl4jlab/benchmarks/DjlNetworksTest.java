package org.dl4jlab.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DJL's networks are DL4J's. */
class DjlNetworksTest {

  /** The running statistics of batch normalizations count on both sides. */
  @ParameterizedTest
  @EnumSource(Zoo.class)
  void ofTheZooHaveAsManyParameters(Zoo task) {
    ComputationGraph graph = new ComputationGraph(task.configuration());
    graph.init();
    Block block = DjlNetworks.of(task);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
      long parameters =
          block.getParameters().values().stream().mapToLong(DjlNetworksTest::length).sum();
      assertEquals(graph.numParams(), parameters);
    }
  }

  private static long length(Parameter parameter) {
    return parameter.getArray().size();
  }
}
