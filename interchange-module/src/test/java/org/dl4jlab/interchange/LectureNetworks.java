package org.dl4jlab.interchange;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.nets.SentimentOptions;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The lecture's networks with random weights, biases and running statistics. */
public enum LectureNetworks {
  DENSE,
  CNN,
  BATCHNORM,
  SENTIMENT;

  private static final int TOKENS = 40;
  private static final int VECTOR = 20;

  public InputType input() {
    return this == SENTIMENT
        ? InputType.recurrent(VECTOR, TOKENS)
        : InputType.convolutional(32, 32, 3);
  }

  /** Of normally distributed weights. */
  public ComputationGraph network() {
    ComputationGraph network = new ComputationGraph(configuration());
    network.init();
    for (Map.Entry<String, INDArray> array : network.paramTable().entrySet()) {
      boolean spread = array.getKey().endsWith("log10stdev");
      INDArray values = array.getValue();
      // A factor up to 10 is enough for running deviations.
      values.addi(Nd4j.rand(values.shape()).subi(0.5).muli(spread ? 2 : 0.1));
    }
    return network;
  }

  private ComputationGraphConfiguration configuration() {
    return switch (this) {
      case DENSE -> image(ImageNetwork.DENSE);
      case CNN -> image(ImageNetwork.CNN);
      case BATCHNORM -> image(ImageNetwork.BATCHNORM);
      case SENTIMENT -> SentimentCnn.configuration(new SentimentOptions(VECTOR, TOKENS, 0.001, 1));
    };
  }

  private static ComputationGraphConfiguration image(ImageNetwork network) {
    return network.configuration(NetworkOptions.cifar10());
  }

  /** As many samples of numbers from 0 to 1. */
  public INDArray samples(int count) {
    int[] shape =
        this == SENTIMENT ? new int[] {count, VECTOR, TOKENS} : new int[] {count, 3, 32, 32};
    return Nd4j.rand(shape);
  }
}
