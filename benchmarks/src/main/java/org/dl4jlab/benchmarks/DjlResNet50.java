package org.dl4jlab.benchmarks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;

/** ResNet50 as DL4J's zoo has it, of DJL's blocks. */
final class DjlResNet50 {

  private DjlResNet50() {}

  static SequentialBlock of(int classes) {
    SequentialBlock net =
        new SequentialBlock()
            .add(normalized(64, 7, 2, 3))
            .add(Activation.reluBlock())
            .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2)));
    addStage(net, 64, 3);
    addStage(net, 128, 4);
    addStage(net, 256, 6);
    addStage(net, 512, 3);
    return net.add(Pool.globalAvgPool2dBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(classes).build());
  }

  /** Blocks of which the first one halves height and width. */
  private static void addStage(SequentialBlock net, int filters, int blocks) {
    addBlock(net, filters, 2, normalized(4 * filters, 1, 2, 0));
    for (int i = 1; i < blocks; i++) {
      addBlock(net, filters, 1, Blocks.identityBlock());
    }
  }

  private static void addBlock(SequentialBlock net, int filters, int stride, Block shortcut) {
    Block path =
        new SequentialBlock()
            .add(normalized(filters, 1, stride, 0))
            .add(Activation.reluBlock())
            .add(normalized(filters, 3, 1, 1))
            .add(Activation.reluBlock())
            .add(normalized(4 * filters, 1, 1, 0));
    net.add(DjlLayers.added(path, shortcut)).add(Activation.reluBlock());
  }

  private static Block normalized(int filters, int kernel, int stride, int padding) {
    return new SequentialBlock()
        .add(DjlLayers.convolution(filters, kernel, stride, padding))
        .add(BatchNorm.builder().build());
  }
}
