package org.dl4jlab.benchmarks;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import java.util.List;
import org.dl4jlab.nets.ImageNetwork;

/** The networks of DJL's blocks, up to the logits. */
final class DjlNetworks {

  private DjlNetworks() {}

  static SequentialBlock of(Task task) {
    if (task instanceof LectureImages images) {
      return ofImages(images.network());
    }
    if (task instanceof Zoo zoo) {
      return switch (zoo) {
        case RESNET50 -> DjlResNet50.of(Zoo.CLASSES);
        case SQUEEZENET -> DjlSqueezeNet.of(Zoo.CLASSES);
        case UNET -> DjlUnet.of();
      };
    }
    return task instanceof Classic classic ? ofClassic(classic) : ofTexts();
  }

  private static SequentialBlock ofImages(ImageNetwork network) {
    if (network == ImageNetwork.AIRBENCH) {
      return DjlAirbench.of(10);
    }
    SequentialBlock block = new SequentialBlock();
    switch (network) {
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
      default -> throw new IllegalArgumentException("There is no " + network);
    }
    return block;
  }

  private static SequentialBlock ofTexts() {
    return new SequentialBlock()
        .add(Conv1d.builder().setKernelShape(new Shape(3)).setFilters(250).build())
        .add(Activation.reluBlock())
        .add(Pool.globalMaxPool1dBlock())
        .add(linear(250))
        .add(Dropout.builder().optRate(0.2f).build())
        .add(Activation.reluBlock())
        .add(linear(1));
  }

  private static SequentialBlock ofClassic(Classic task) {
    SequentialBlock block = new SequentialBlock();
    return switch (task) {
      case LENET ->
          block
              .add(window(20))
              .add(Activation.reluBlock())
              .add(maximum())
              .add(window(50))
              .add(Activation.reluBlock())
              .add(maximum())
              .add(Blocks.batchFlattenBlock())
              .add(linear(500))
              .add(Activation.reluBlock())
              .add(linear(10));
      case AUTOENCODER ->
          block
              .add(linear(250))
              .add(Activation.reluBlock())
              .add(linear(10))
              .add(Activation.reluBlock())
              .add(linear(250))
              .add(Activation.reluBlock())
              .add(linear(784));
      case LSTM ->
          block
              .add(lstm(256).setNumLayers(2).build())
              .add(linear(77))
              .addSingleton(steps -> steps.reshape(-1, 77));
      case BILSTM ->
          block
              .add(fromBothEnds(128))
              .addSingleton(steps -> steps.max(new int[] {1}))
              .add(linear(2));
    };
  }

  private static Conv2d window(int filters) {
    return Conv2d.builder().setKernelShape(new Shape(5, 5)).setFilters(filters).build();
  }

  private static Block maximum() {
    return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }

  /**
   * DJL's own bidirectional LSTM fails where features and units are not as many; and an LSTM adds
   * its states to the list that it is given.
   */
  private static Block fromBothEnds(int units) {
    Block backwards =
        new SequentialBlock()
            .add(DjlNetworks::turned)
            .add(lstm(units).setNumLayers(1).build())
            .add(DjlNetworks::turned);
    return new ParallelBlock(
        both -> new NDList(both.get(0).get(0).concat(both.get(1).get(0), -1)),
        List.of(lstm(units).setNumLayers(1).build(), backwards));
  }

  private static NDList turned(NDList stepsAndMore) {
    return new NDList(stepsAndMore.get(0).flip(1));
  }

  private static LSTM.Builder lstm(int units) {
    return LSTM.builder().setStateSize(units).optBatchFirst(true);
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
