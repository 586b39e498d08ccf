package org.dl4jlab.train;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.dl4jlab.UserException;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.StepResult;

/** The training loop: epochs of shuffled batches, each followed by a validation. */
public final class Trainer {

  private final Engine engine;
  private final EvaluatedWeights weights;
  private final Dataset train;
  private final Dataset validation;
  private final TrainingOptions options;
  private final List<TrainerListener> listeners;
  private Predictions lastValidation;

  public Trainer(
      Engine engine,
      Dataset train,
      Dataset validation,
      TrainingOptions options,
      List<TrainerListener> listeners) {
    this(EvaluatedWeights.ofLastStep(engine), train, validation, options, listeners);
  }

  /**
   * @param weights that are validated
   */
  public Trainer(
      EvaluatedWeights weights,
      Dataset train,
      Dataset validation,
      TrainingOptions options,
      List<TrainerListener> listeners) {
    this.engine = weights.engine();
    this.weights = weights;
    this.train = train;
    this.validation = validation;
    this.options = options;
    this.listeners = List.copyOf(listeners);
  }

  /** Trains from the first epoch to the last. */
  public History run() {
    return run(History.empty(), () -> false);
  }

  /**
   * Trains on from where a history ends.
   *
   * @param history what an earlier run has done; its unfinished epoch is resumed
   * @param stop asked before every batch
   * @return the history, with an unfinished epoch if the training was stopped in one
   */
  public History run(History history, BooleanSupplier stop) {
    while (!options.isOver(history)) {
      int epoch = history.epochs().size() + 1;
      RunningMetrics totals = history.unfinished();
      Dataset samples = train.inEpoch(epoch);
      int[] order = SampleOrder.shuffled(train.count(), options.seed(), epoch);
      for (TrainerListener listener : listeners) {
        listener.epochStarted(epoch, order.length, totals);
      }
      while (totals.samples() < order.length) {
        if (stop.getAsBoolean()) {
          return interrupted(history.with(totals));
        }
        int to = Math.min(order.length, totals.samples() + options.batchSize());
        Batch batch = samples.batch(order, totals.samples(), to);
        totals = totals.plus(finite(engine.fit(batch), epoch), batch.size());
        weights.stepDone();
        for (TrainerListener listener : listeners) {
          listener.batchDone(epoch, totals);
        }
      }
      engine.endEpoch();
      lastValidation = weights.evaluate(validation);
      for (TrainerListener listener : listeners) {
        listener.validated(epoch, lastValidation);
      }
      Score score = lastValidation.score();
      history =
          history.with(
              new EpochResult(
                  epoch, totals.loss(), totals.accuracy(), score.loss(), score.accuracy()));
      for (TrainerListener listener : listeners) {
        listener.epochDone(engine, history);
      }
    }
    return history;
  }

  /** What the network predicted for the validation samples after the last epoch, null before. */
  public Predictions lastValidation() {
    return lastValidation;
  }

  private static StepResult finite(StepResult step, int epoch) {
    if (!Double.isFinite(step.loss())) {
      throw new UserException(
          "The loss became %s in epoch %d; a lower learning rate may help"
              .formatted(step.loss(), epoch));
    }
    return step;
  }

  private History interrupted(History history) {
    for (TrainerListener listener : listeners) {
      listener.interrupted(engine, history);
    }
    return history;
  }
}
