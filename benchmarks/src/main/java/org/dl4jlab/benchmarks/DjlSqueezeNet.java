package org.dl4jlab.benchmarks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;

/** SqueezeNet as DL4J's zoo has it, of DJL's blocks. */
final class DjlSqueezeNet {

  private DjlSqueezeNet() {}

  static SequentialBlock of(int classes) {
    return new SequentialBlock()
        .add(DjlLayers.convolution(64, 3, 2, 0))
        .add(Activation.reluBlock())
        .add(maximum())
        .add(fire(16, 64))
        .add(fire(16, 64))
        .add(maximum())
        .add(fire(32, 128))
        .add(fire(32, 128))
        .add(maximum())
        .add(fire(48, 192))
        .add(fire(48, 192))
        .add(fire(64, 256))
        .add(fire(64, 256))
        .add(Dropout.builder().optRate(0.5f).build())
        .add(DjlLayers.rectified(classes, 1))
        .add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock());
  }

  private static Block fire(int squeezed, int expanded) {
    return new SequentialBlock()
        .add(DjlLayers.rectified(squeezed, 1))
        .add(DjlLayers.joined(DjlLayers.rectified(expanded, 1), DjlLayers.rectified(expanded, 3)));
  }

  private static Block maximum() {
    return Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2));
  }
}
