package org.dl4jlab.nets;

import java.util.Locale;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The image networks by the names that people type: the lecture's, and one of today. */
public enum ImageNetwork {
  DENSE(DenseNetwork::configuration),
  CNN(SmallCnn::configuration),
  BATCHNORM(BatchNormCnn::configuration),
  AIRBENCH(Airbench::configuration) {
    @Override
    public void start(ComputationGraph graph, INDArray images) {
      AirbenchStart.set(graph, images);
    }
  };

  private final Function<NetworkOptions, ComputationGraphConfiguration> declaration;

  ImageNetwork(Function<NetworkOptions, ComputationGraphConfiguration> declaration) {
    this.declaration = declaration;
  }

  /** Input {@code [batch, channels, height, width]}, output {@code [batch, classes]}. */
  public ComputationGraphConfiguration configuration(NetworkOptions options) {
    return declaration.apply(options);
  }

  /**
   * Sets those of an initialised graph's weights that depend on the images to train on.
   *
   * @param images some thousands of them, {@code [count, channels, height, width]}, from 0 to 1
   */
  public void start(ComputationGraph graph, INDArray images) {
    // The lecture's networks begin at random.
  }

  /** {@code dense}, {@code cnn}, {@code batchnorm} or {@code airbench}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
