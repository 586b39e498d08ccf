package org.dl4jlab.interchange.onnx;

/**
 * A result within an ONNX graph, batch first.
 *
 * @param name of it
 * @param stepsFirst whether it is a series with its steps in front of its features, as if each step
 *     were a sample
 * @param sample the shape of each sample: {@code [features]}, {@code [channels, steps]}, {@code
 *     [channels, height, width]}, or {@code [steps, features]}; a size that is free is {@link
 *     #FREE}
 */
record Value(String name, boolean stepsFirst, long... sample) {

  static final long FREE = -1;

  Value(String name, long... sample) {
    this(name, false, sample);
  }

  boolean isSeries() {
    return sample.length == 2;
  }

  /** As an image: a series has width 1. */
  long[] image() {
    return isSeries()
        ? new long[] {1, sample[0], sample[1], 1}
        : new long[] {1, sample[0], sample[1], sample[2]};
  }

  /** How many numbers a sample is made of. */
  long length() {
    long length = 1;
    for (long size : sample) {
      if (size == FREE) {
        return FREE;
      }
      length *= size;
    }
    return length;
  }
}
