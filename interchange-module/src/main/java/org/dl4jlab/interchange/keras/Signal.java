package org.dl4jlab.interchange.keras;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a vertex of the graph gives.
 *
 * @param vertex its name
 * @param shape without the batch, as Keras has it: {@code [features]}, {@code [steps, features]} or
 *     {@code [height, width, channels]}; -1 where it is free. The graph has the channels first.
 * @param order of the features behind a flatten: number {@code i} of the graph is number {@code
 *     order[i]} of Keras; null where both are the same
 * @param hidden what all features of a step are that Keras leaves out (its mask); null where none
 *     is left out
 */
record Signal(String vertex, int[] shape, int[] order, Double hidden) {

  /** Of which nothing is left out. */
  Signal(String vertex, int[] shape, int[] order) {
    this(vertex, shape, order, null);
  }

  static Signal of(String vertex, int... shape) {
    return new Signal(vertex, shape, null);
  }

  /** The same numbers behind another vertex. */
  Signal at(String next) {
    return new Signal(next, shape, order, hidden);
  }

  /** The same, but steps with these features are left out; null for none. */
  Signal hiding(Double features) {
    return new Signal(vertex, shape, order, features);
  }

  int rank() {
    return shape.length;
  }

  boolean isSeries() {
    return shape.length == 2;
  }

  boolean isImage() {
    return shape.length == 3;
  }

  /** Features, or channels. */
  int channels() {
    return shape[shape.length - 1];
  }

  boolean isKnown() {
    return Arrays.stream(shape).allMatch(size -> size > 0);
  }

  /** How many numbers a sample has. */
  int size() throws Unsupported {
    if (!isKnown()) {
      throw new Unsupported("needs an input of known size, and has %s", shapeText());
    }
    return product(shape);
  }

  static int product(int... sizes) throws Unsupported {
    try {
      return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new Unsupported("is too large: %s", text(sizes));
    }
  }

  String shapeText() {
    return text(shape);
  }

  static String text(int... shape) {
    return Arrays.stream(shape)
        .mapToObj(size -> size < 0 ? "any" : String.valueOf(size))
        .collect(Collectors.joining(" x ", "", ""));
  }
}
