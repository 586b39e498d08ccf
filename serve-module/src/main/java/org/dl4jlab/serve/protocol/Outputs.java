package org.dl4jlab.serve.protocol;

import java.util.List;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.TensorSpec;

/** What every model here gives. */
final class Outputs {

  /** {@code [batch, classes]}. */
  static final String PROBABILITIES = "probabilities";

  /** {@code [batch]}: the name of the likeliest class. */
  static final String CLASS = "class";

  static final List<String> NAMES = List.of(PROBABILITIES, CLASS);

  private Outputs() {}

  static List<TensorSpec> of(int classes) {
    return List.of(
        new TensorSpec(PROBABILITIES, List.of(DataType.FP32), List.of(classes)),
        new TensorSpec(CLASS, List.of(DataType.BYTES), List.of()));
  }
}
