package org.dl4jlab.serve.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor that a network takes or gives; its first dimension is the batch.
 *
 * @param name as requests call it
 * @param types that are taken, the usual one first
 * @param sample the dimensions of one sample, empty where it is one element
 */
public record TensorSpec(String name, List<DataType> types, List<Integer> sample) {

  public TensorSpec {
    types = List.copyOf(types);
    sample = List.copyOf(sample);
  }

  /** How many elements a sample has. */
  public int elements() {
    return sample.stream().reduce(1, Math::multiplyExact);
  }

  /** {@code FP32 or UINT8}. */
  public String typesText() {
    return types.stream().map(DataType::name).collect(Collectors.joining(" or "));
  }

  /** {@code [-1, 3, 32, 32]}. */
  public String shapeText() {
    return sample.stream().map(size -> ", " + size).collect(Collectors.joining("", "[-1", "]"));
  }
}
