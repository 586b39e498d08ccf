package org.dl4jlab.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import java.util.List;

/** Pieces of DJL's blocks that several networks for images are made of. */
final class DjlLayers {

  private static final int CHANNELS = 1;

  private DjlLayers() {}

  static Conv2d convolution(int filters, int kernel, int stride, int padding) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(filters)
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .build();
  }

  /** An odd kernel whose result is as large as its input, and ReLU. */
  static Block rectified(int filters, int kernel) {
    return new SequentialBlock()
        .add(convolution(filters, kernel, 1, kernel / 2))
        .add(Activation.reluBlock());
  }

  /** The channels of both, one after the other. */
  static Block joined(Block first, Block second) {
    return new ParallelBlock(
        both -> new NDList(image(both, 0).concat(image(both, 1), CHANNELS)),
        List.of(first, second));
  }

  /** The sum of both. */
  static Block added(Block first, Block second) {
    return new ParallelBlock(
        both -> new NDList(image(both, 0).add(image(both, 1))), List.of(first, second));
  }

  private static NDArray image(List<NDList> results, int branch) {
    return results.get(branch).singletonOrThrow();
  }
}
