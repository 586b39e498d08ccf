package org.dl4jlab.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.TokenBatch;
import org.dl4jlab.nets.Keras;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The same networks in the Deep Java Library with its PyTorch engine, as its manual trains: its own
 * blocks, loss and Adam. What could slow it down is left out: all batches are floats in PyTorch's
 * memory beforehand, the input has no gradient, no metrics are computed, and a step's arrays are
 * freed together at its end. Prediction runs on frozen parameters, which record no gradient.
 */
final class DjlContestant implements Contestant {

  private final Model model;
  private final Trainer trainer;
  private final RoundRobin<Sample> batches;
  private final boolean binary;
  private boolean frozen;

  /** A batch in PyTorch's memory. */
  private record Sample(NDList input, NDList labels) {}

  DjlContestant(Workload task, int batch) {
    List<? extends Batch> given = task.batches(batch);
    binary = given.get(0) instanceof TokenBatch;
    model = Model.newInstance(task.toString(), Device.cpu(), "PyTorch");
    model.setBlock(DjlNetworks.of(task));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(
                    binary ? Loss.sigmoidBinaryCrossEntropyLoss() : Loss.softmaxCrossEntropyLoss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Adam.builder()
                        .optLearningRateTracker(Tracker.fixed((float) task.learningRate()))
                        .optEpsilon((float) Keras.ADAM_EPSILON)
                        .build()));
    List<Sample> samples = new ArrayList<>();
    for (Batch one : given) {
      samples.add(sample(trainer.getManager(), one));
    }
    batches = new RoundRobin<>(samples);
    trainer.initialize(samples.get(0).input().singletonOrThrow().getShape());
  }

  private static Sample sample(NDManager manager, Batch batch) {
    INDArray features = batch.features();
    NDArray input = manager.create(features.data().asFloat(), new Shape(features.shape()));
    NDArray labels;
    if (batch instanceof ImageBatch images) {
      labels = manager.create(Arrays.stream(images.classes()).asLongStream().toArray());
    } else {
      labels = manager.create(((TokenBatch) batch).targets(), new Shape(batch.size(), 1));
    }
    return new Sample(new NDList(input), new NDList(labels));
  }

  @Override
  public void train() {
    Sample sample = batches.take();
    try (NDManager step = trainer.getManager().newSubManager()) {
      sample.input().tempAttach(step);
      sample.labels().tempAttach(step);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(sample.labels(), trainer.forward(sample.input()));
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
    Sample sample = batches.take();
    try (NDManager step = trainer.getManager().newSubManager()) {
      sample.input().tempAttach(step);
      NDArray logits =
          model
              .getBlock()
              .forward(new ParameterStore(step, false), sample.input(), false)
              .singletonOrThrow();
      return (binary ? logits.getNDArrayInternal().sigmoid() : logits.softmax(1)).toFloatArray();
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
