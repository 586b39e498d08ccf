package org.dl4jlab.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.nets.ImageNetwork;

/**
 * The same networks in the Deep Java Library with its PyTorch engine, as its manual trains: its own
 * blocks, loss and Adam. What could slow it down is left out: all batches are floats in PyTorch's
 * memory beforehand, the input has no gradient, no metrics are computed, and a step's arrays are
 * freed together at its end. Prediction runs on frozen parameters, which record no gradient.
 */
final class DjlContestant implements Contestant {

  private final Work work;
  private final Model model;
  private final Trainer trainer;
  private final NDManager manager;
  private final List<NDList> images = new ArrayList<>();
  private final List<NDList> labels = new ArrayList<>();
  private boolean frozen;

  DjlContestant(Work work) {
    this.work = work;
    model = Model.newInstance(work.network().toString(), Device.cpu(), "PyTorch");
    model.setBlock(block(work.network()));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Adam.builder()
                        .optLearningRateTracker(Tracker.fixed(0.0005f))
                        .optEpsilon(1e-7f)
                        .build()));
    manager = trainer.getManager();
    for (ImageBatch batch : work.batches()) {
      int[] s = batch.shape();
      float[] values = new float[batch.pixels().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (batch.pixels()[i] & 0xFF) / ImageBatch.WHITE;
      }
      images.add(new NDList(manager.create(values, new Shape(s[0], s[1], s[2], s[3]))));
      long[] classes = java.util.Arrays.stream(batch.classes()).asLongStream().toArray();
      labels.add(new NDList(manager.create(classes)));
    }
    trainer.initialize(images.get(0).singletonOrThrow().getShape());
  }

  private static SequentialBlock block(ImageNetwork network) {
    SequentialBlock block = new SequentialBlock();
    switch (network) {
      case DENSE ->
          block
              .add(Blocks.batchFlattenBlock())
              .add(Linear.builder().setUnits(200).build())
              .add(Activation.reluBlock())
              .add(Linear.builder().setUnits(150).build())
              .add(Activation.reluBlock());
      case CNN -> block.add(conv(10, 4, 2)).add(conv(20, 3, 2)).add(Blocks.batchFlattenBlock());
      case BATCHNORM -> {
        addNormalised(block, conv(32, 3, 1));
        addNormalised(block, conv(32, 3, 2));
        addNormalised(block, conv(64, 3, 1));
        addNormalised(block, conv(64, 3, 2));
        block.add(Blocks.batchFlattenBlock());
        addNormalised(block, Linear.builder().setUnits(128).build());
        block.add(Dropout.builder().optRate(0.5f).build());
      }
    }
    return block.add(Linear.builder().setUnits(10).build());
  }

  private static void addNormalised(SequentialBlock block, ai.djl.nn.Block layer) {
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

  @Override
  public void train() {
    int turn = work.turn();
    try (NDManager step = manager.newSubManager()) {
      NDList input = images.get(turn);
      NDList label = labels.get(turn);
      input.tempAttach(step);
      label.tempAttach(step);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(label, trainer.forward(input));
        collector.backward(loss);
      }
      trainer.step();
    }
  }

  @Override
  public float[] predict() {
    if (!frozen) {
      model.getBlock().freezeParameters(true);
      frozen = true;
    }
    try (NDManager step = manager.newSubManager()) {
      NDList input = images.get(work.turn());
      input.tempAttach(step);
      NDList output = model.getBlock().forward(new ParameterStore(step, false), input, false);
      return output.singletonOrThrow().softmax(1).toFloatArray();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
