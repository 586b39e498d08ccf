package org.dl4jlab.benchmarks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;

/** The lecture's networks of DJL's blocks, up to the logits. */
final class DjlNetworks {

  private DjlNetworks() {}

  static SequentialBlock of(Workload task) {
    SequentialBlock block = new SequentialBlock();
    switch (task) {
      case DENSE ->
          block
              .add(Blocks.batchFlattenBlock())
              .add(linear(200))
              .add(Activation.reluBlock())
              .add(linear(150))
              .add(Activation.reluBlock())
              .add(linear(10));
      case CNN ->
          block
              .add(conv(10, 4, 2))
              .add(conv(20, 3, 2))
              .add(Blocks.batchFlattenBlock())
              .add(linear(10));
      case BATCHNORM -> {
        addNormalised(block, conv(32, 3, 1));
        addNormalised(block, conv(32, 3, 2));
        addNormalised(block, conv(64, 3, 1));
        addNormalised(block, conv(64, 3, 2));
        block.add(Blocks.batchFlattenBlock());
        addNormalised(block, linear(128));
        block.add(Dropout.builder().optRate(0.5f).build()).add(linear(10));
      }
      case SENTIMENT100, SENTIMENT300 ->
          block
              .add(Conv1d.builder().setKernelShape(new Shape(3)).setFilters(250).build())
              .add(Activation.reluBlock())
              .add(Pool.globalMaxPool1dBlock())
              .add(linear(250))
              .add(Dropout.builder().optRate(0.2f).build())
              .add(Activation.reluBlock())
              .add(linear(1));
    }
    return block;
  }

  private static Linear linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static void addNormalised(SequentialBlock block, Block layer) {
    block
        .add(layer)
        .add(BatchNorm.builder().optMomentum(0.99f).optEpsilon(1e-3f).build())
        .add(Activation.leakyReluBlock(0.3f));
  }

  private static Conv2d conv(int filters, int kernel, int stride) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .setFilters(filters)
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(1, 1))
        .build();
  }
}
