package org.dl4jlab.interchange.keras.writer;

import org.deeplearning4j.nn.conf.inputs.InputType;

/** Shapes as Keras has them. */
final class Shapes {

  private Shapes() {}

  /** The shape of a sample, channels last. */
  static long[] sample(InputType type) {
    if (type instanceof InputType.InputTypeConvolutional image) {
      return new long[] {image.getHeight(), image.getWidth(), image.getChannels()};
    }
    if (type instanceof InputType.InputTypeRecurrent series) {
      return new long[] {steps(series), series.getSize()};
    }
    return new long[] {type.arrayElementsPerExample()};
  }

  /** How long a series is. */
  static long steps(InputType.InputTypeRecurrent series) {
    return series.getTimeSeriesLength() > 0 ? series.getTimeSeriesLength() : KerasTensor.FREE;
  }
}
