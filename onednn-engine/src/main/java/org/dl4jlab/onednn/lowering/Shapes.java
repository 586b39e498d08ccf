package org.dl4jlab.onednn.lowering;

import java.util.Arrays;
import java.util.List;
import org.dl4jlab.onednn.plan.Value;
import org.dl4jlab.program.Node;

/** Checks of what is read, before native code sees it. */
final class Shapes {

  private static final int IMAGE = 4;

  private Shapes() {}

  /**
   * {@code [batch, channels, height, width]}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static long[] requireImage(Node node, long[] dims) {
    if (dims.length != IMAGE) {
      throw new IllegalArgumentException(
          "'%s' takes images or series, not an input of %s"
              .formatted(node.layer(), Arrays.toString(dims)));
    }
    return dims;
  }

  /**
   * @throws IllegalArgumentException when the input has another number of channels
   */
  static long[] requireChannels(Node node, long channels, long[] dims) {
    if (dims[1] != channels) {
      throw new IllegalArgumentException(
          "'%s' takes %d channels, not an input of %s"
              .formatted(node.layer(), channels, Arrays.toString(dims)));
    }
    return dims;
  }

  /**
   * @throws IllegalArgumentException when the inputs differ, but for the dimension that may
   */
  static void requireAlike(Node node, List<Value> inputs, int mayDiffer) {
    long[] first = inputs.get(0).dims();
    for (Value input : inputs) {
      long[] dims = input.dims();
      boolean alike = dims.length == first.length;
      for (int i = 0; alike && i < dims.length; i++) {
        alike = i == mayDiffer || dims[i] == first[i];
      }
      if (!alike) {
        throw new IllegalArgumentException(
            "'%s' takes inputs of one shape, not %s and %s"
                .formatted(node.layer(), Arrays.toString(first), Arrays.toString(dims)));
      }
    }
  }
}
