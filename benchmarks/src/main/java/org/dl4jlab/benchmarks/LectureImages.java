package org.dl4jlab.benchmarks;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.data.Batch;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;

/** A network of the programs' for CIFAR-10. */
record LectureImages(ImageNetwork network) implements Task {

  @Override
  public ComputationGraphConfiguration configuration() {
    return network.configuration(NetworkOptions.cifar10());
  }

  @Override
  public InputType input() {
    NetworkOptions options = NetworkOptions.cifar10();
    return InputType.convolutional(options.height(), options.width(), options.channels());
  }

  @Override
  public double learningRate() {
    return NetworkOptions.DEFAULT_LEARNING_RATE;
  }

  @Override
  public Target target() {
    return Target.CLASS;
  }

  @Override
  public List<? extends Batch> batches(int size) {
    return SyntheticImages.batches(size);
  }
}
