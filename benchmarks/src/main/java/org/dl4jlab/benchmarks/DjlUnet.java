package org.dl4jlab.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;

/** UNet as DL4J's zoo has it, of DJL's blocks. */
final class DjlUnet {

  private static final int NEAREST = 0;

  private DjlUnet() {}

  static SequentialBlock of() {
    Block deepest = around(512, true, new SequentialBlock().add(twice(1024)).add(dropout()));
    return new SequentialBlock()
        .add(around(64, false, around(128, false, around(256, false, deepest))))
        .add(DjlLayers.rectified(2, 3))
        .add(DjlLayers.convolution(1, 1, 1, 0));
  }

  /** A step down, what lies below, and the step up again. */
  private static SequentialBlock around(int filters, boolean dropped, Block below) {
    SequentialBlock down = twice(filters);
    if (dropped) {
      down.add(dropout());
    }
    SequentialBlock detour =
        new SequentialBlock()
            .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
            .add(below)
            .addSingleton(DjlUnet::enlarged)
            .add(DjlLayers.convolution(filters, 2, 1, 0))
            .add(Activation.reluBlock());
    return down.add(DjlLayers.joined(Blocks.identityBlock(), detour)).add(twice(filters));
  }

  private static SequentialBlock twice(int filters) {
    return new SequentialBlock()
        .add(DjlLayers.rectified(filters, 3))
        .add(DjlLayers.rectified(filters, 3));
  }

  private static Dropout dropout() {
    return Dropout.builder().optRate(0.5f).build();
  }

  /** Twice as high and wide, and a row and column of zeros for a kernel of 2x2 to keep the size. */
  private static NDArray enlarged(NDArray image) {
    Shape shape = image.getShape();
    long[] size = {2 * shape.get(2), 2 * shape.get(3)};
    return image
        .getNDArrayInternal()
        .interpolation(size, NEAREST, false)
        .pad(new Shape(0, 1, 0, 1), 0);
  }
}
