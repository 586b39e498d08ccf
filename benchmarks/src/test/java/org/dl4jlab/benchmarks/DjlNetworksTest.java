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

  /** PyTorch's LSTMs have each bias twice. The statistics of batch normalizations count too. */
  @ParameterizedTest
  @EnumSource(
      names = {"LSTM", "BILSTM"},
      mode = EnumSource.Mode.EXCLUDE)
  void haveAsManyParameters(Workload network) {
    Task task = network.task();
    ComputationGraph graph = new ComputationGraph(task.configuration());
    graph.init();
    Block block = DjlNetworks.of(task);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Shape sample = new Shape(task.input().getShape());
      block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(sample));
      long parameters =
          block.getParameters().values().stream().mapToLong(DjlNetworksTest::length).sum();
      assertEquals(graph.numParams(), parameters);
    }
  }

  private static long length(Parameter parameter) {
    return parameter.getArray().size();
  }
}
