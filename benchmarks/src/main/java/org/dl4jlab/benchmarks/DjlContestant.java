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
import java.util.List;
import org.dl4jlab.benchmarks.Task.Target;
import org.dl4jlab.data.Batch;
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
  private final Target target;
  private final boolean recurrent;
  private boolean frozen;

  /** A batch in PyTorch's memory. */
  private record Sample(NDList input, NDList labels) {

    /** DJL's LSTMs add their states to the list that they are given. */
    NDList given() {
      return new NDList(input);
    }
  }

  DjlContestant(Task task, int batch) {
    target = task.target();
    recurrent = task == Classic.LSTM || task == Classic.BILSTM;
    model = Model.newInstance(task.toString(), Device.cpu(), "PyTorch");
    model.setBlock(DjlNetworks.of(task));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss(target))
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Adam.builder()
                        .optLearningRateTracker(Tracker.fixed((float) task.learningRate()))
                        .optWeightDecays((float) task.l2())
                        .optEpsilon((float) Keras.ADAM_EPSILON)
                        .build()));
    List<Sample> samples = new ArrayList<>();
    for (Batch one : task.batches(batch)) {
      samples.add(sample(trainer.getManager(), one));
    }
    batches = new RoundRobin<>(samples);
    trainer.initialize(samples.get(0).input().singletonOrThrow().getShape());
  }

  private static Loss loss(Target target) {
    return switch (target) {
      case CLASS, CLASS_OF_STEPS -> Loss.softmaxCrossEntropyLoss();
      case BINARY, BINARY_OF_PIXELS -> Loss.sigmoidBinaryCrossEntropyLoss();
      case NUMBERS -> Loss.l2Loss();
    };
  }

  private Sample sample(NDManager manager, Batch batch) {
    return new Sample(new NDList(input(manager, batch)), new NDList(labels(manager, batch)));
  }

  /** DJL's LSTMs take series step by step: {@code [batch, steps, features]}. */
  private NDArray input(NDManager manager, Batch batch) {
    INDArray features = batch.features();
    return array(manager, recurrent ? features.permute(0, 2, 1) : features);
  }

  /** Classes as numbers, as its cross-entropy likes them; of series one step after the other. */
  private NDArray labels(NDManager manager, Batch batch) {
    return switch (target) {
      case CLASS, CLASS_OF_STEPS -> {
        INDArray classes = batch.labels().argMax(1);
        yield manager.create(classes.dup('c').data().asLong(), new Shape(classes.length()));
      }
      case BINARY -> manager.create(((TokenBatch) batch).targets(), new Shape(batch.size(), 1));
      case NUMBERS, BINARY_OF_PIXELS -> array(manager, batch.labels());
    };
  }

  private static NDArray array(NDManager manager, INDArray array) {
    return manager.create(array.dup('c').data().asFloat(), new Shape(array.shape()));
  }

  @Override
  public void train() {
    Sample sample = batches.take();
    try (NDManager step = trainer.getManager().newSubManager()) {
      sample.input().tempAttach(step);
      sample.labels().tempAttach(step);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray loss = trainer.getLoss().evaluate(sample.labels(), trainer.forward(sample.given()));
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
              .forward(new ParameterStore(step, false), sample.given(), false)
              .singletonOrThrow();
      return activated(logits).toFloatArray();
    }
  }

  private NDArray activated(NDArray logits) {
    return switch (target) {
      case CLASS, CLASS_OF_STEPS -> logits.softmax(-1);
      case BINARY, BINARY_OF_PIXELS -> logits.getNDArrayInternal().sigmoid();
      case NUMBERS -> logits;
    };
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
