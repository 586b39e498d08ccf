package org.dl4jlab.benchmarks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;

/** The network airbench of DJL's blocks, whose batch normalizations can do without a scale. */
final class DjlAirbench {

  private static final int WHITENED = 24;
  private static final int[] WIDTHS = {64, 256, 256};

  private DjlAirbench() {}

  static SequentialBlock of(int classes) {
    SequentialBlock block =
        new SequentialBlock()
            .add(DjlLayers.convolution(WHITENED, 2, 1, 0))
            .add(Activation.geluBlock());
    for (int width : WIDTHS) {
      block.add(convolution(width)).add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
      addShifted(block);
      block.add(convolution(width));
      addShifted(block);
    }
    return block
        .add(Pool.globalMaxPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(classes).optBias(false).build())
        .addSingleton(logits -> logits.div(9));
  }

  private static Block convolution(int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .setFilters(filters)
        .optPadding(new Shape(1, 1))
        .optBias(false)
        .build();
  }

  private static void addShifted(SequentialBlock block) {
    block
        .add(BatchNorm.builder().optScale(false).optMomentum(0.6f).optEpsilon(1e-12f).build())
        .add(Activation.geluBlock());
  }
}
