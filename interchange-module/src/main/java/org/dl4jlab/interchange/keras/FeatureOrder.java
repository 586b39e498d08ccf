package org.dl4jlab.interchange.keras;

/**
 * In which order features come that an image or a series became: Keras counts the channels last,
 * the graph first.
 */
final class FeatureOrder {

  /** A dense layer behind more of them fills a file of 2 GB with 32 units. */
  private static final int MOST_FEATURES = 1 << 24;

  private FeatureOrder() {}

  /**
   * For each of the graph's features, Keras' number of it.
   *
   * @param shape as Keras has it, the channels last
   * @return null where both are the same
   * @throws Unsupported when there are too many of them
   */
  static int[] of(int... shape) throws Unsupported {
    int channels = shape[shape.length - 1];
    int size = Signal.product(shape);
    if (size > MOST_FEATURES) {
      throw new Unsupported("counts %,d features; up to %,d can be imported", size, MOST_FEATURES);
    }
    int places = size / channels;
    if (channels == 1 || places == 1) {
      return null;
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i % places * channels + i / places;
    }
    return order;
  }

  /** Of several inputs one behind the other. */
  static int[] concatenated(java.util.List<Signal> inputs) {
    if (inputs.stream().allMatch(input -> input.order() == null)) {
      return null;
    }
    int[] order = new int[inputs.stream().mapToInt(Signal::channels).sum()];
    int at = 0;
    for (Signal input : inputs) {
      for (int i = 0; i < input.channels(); i++) {
        order[at + i] = at + (input.order() == null ? i : input.order()[i]);
      }
      at += input.channels();
    }
    return order;
  }
}
