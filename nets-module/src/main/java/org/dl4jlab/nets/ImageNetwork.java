package org.dl4jlab.nets;

import java.util.Locale;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** The lecture's image networks by the names that people type. */
public enum ImageNetwork {
  DENSE(DenseNetwork::configuration),
  CNN(SmallCnn::configuration),
  BATCHNORM(BatchNormCnn::configuration);

  private final Function<NetworkOptions, ComputationGraphConfiguration> declaration;

  ImageNetwork(Function<NetworkOptions, ComputationGraphConfiguration> declaration) {
    this.declaration = declaration;
  }

  /** Input {@code [batch, channels, height, width]}, output {@code [batch, classes]}. */
  public ComputationGraphConfiguration configuration(NetworkOptions options) {
    return declaration.apply(options);
  }

  /** {@code dense}, {@code cnn} or {@code batchnorm}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
