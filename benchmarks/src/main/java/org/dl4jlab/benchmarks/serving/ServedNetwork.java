package org.dl4jlab.benchmarks.serving;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.serve.model.Body;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.DensePredictor;
import org.dl4jlab.serve.model.DenseSamples;
import org.dl4jlab.serve.model.Predictor;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.model.ServedModel;
import org.dl4jlab.serve.model.Tensor;
import org.dl4jlab.serve.model.TensorSpec;

/** A network of the lecture's with the weights that it begins with. */
record ServedNetwork(ImageNetwork network) implements ServedModel {

  private static final TensorSpec INPUT =
      new TensorSpec("image", List.of(DataType.FP32, DataType.UINT8), List.of(3, 32, 32));

  ComputationGraph graph() {
    ComputationGraph graph = new ComputationGraph(network.configuration(NetworkOptions.cifar10()));
    graph.init();
    return graph;
  }

  @Override
  public String title() {
    return network.toString();
  }

  @Override
  public List<String> classNames() {
    return IntStream.range(0, NetworkOptions.cifar10().classes())
        .mapToObj(String::valueOf)
        .toList();
  }

  @Override
  public TensorSpec input() {
    return INPUT;
  }

  @Override
  public Samples of(Tensor tensor) {
    return DenseSamples.of(tensor);
  }

  @Override
  public Samples read(Body body) {
    throw Refusal.badRequest("Only tensors are measured");
  }

  @Override
  public long mostBytes() {
    return 0;
  }

  @Override
  public Predictor open(int threads) {
    return new DensePredictor(
        Engines.fastest(graph(), new EngineOptions(threads), System.err::println), INPUT.sample());
  }
}
