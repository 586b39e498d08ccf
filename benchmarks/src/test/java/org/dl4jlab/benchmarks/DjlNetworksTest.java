package org.dl4jlab.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DJL's networks are DL4J's. */
class DjlNetworksTest {

  /** PyTorch's LSTMs have each bias twice. The statistics of batch normalizations count too. */
  @ParameterizedTest
  @EnumSource(
      names = {"AIRBENCH", "LSTM", "BILSTM"},
      mode = EnumSource.Mode.EXCLUDE)
  void haveAsManyParameters(Workload network) {
    ComputationGraph graph = new ComputationGraph(network.task().configuration());
    graph.init();
    assertEquals(graph.numParams(), parameters(network.task()));
  }

  /** DJL counts scales that are not trained; DL4J has identities with the shifts behind them. */
  @Test
  void airbenchHasAsManyTrainedParameters() {
    Task task = Workload.AIRBENCH.task();
    ComputationGraph graph = new ComputationGraph(task.configuration());
    graph.init();
    long scales = 2 * 64 + 4 * 256;
    long identities = 2 * 64 * 64 + 4 * 256 * 256;
    assertEquals(graph.numParams() - identities, parameters(task) - scales);
  }

  private static long parameters(Task task) {
    Block block = DjlNetworks.of(task);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Shape sample = new Shape(task.input().getShape());
      block.initialize(manager, DataType.FLOAT32, new Shape(1).addAll(sample));
      return block.getParameters().values().stream().mapToLong(DjlNetworksTest::length).sum();
    }
  }

  private static long length(Parameter parameter) {
    return parameter.getArray().size();
  }
}
