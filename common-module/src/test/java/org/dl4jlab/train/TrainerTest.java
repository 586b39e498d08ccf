package org.dl4jlab.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.UserException;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.SampleOrder;
import org.dl4jlab.engine.Device;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.StepResult;
import org.dl4jlab.run.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainerTest {

  private static final TrainingOptions TWO_EPOCHS = new TrainingOptions(2, 2, 9);

  private final List<String> calls = new ArrayList<>();

  /** Samples of class 0 whose only feature is their own number. */
  private record Numbers(int count) implements Dataset {
    @Override
    public Batch batch(int[] order, int from, int to) {
      INDArray features = Nd4j.create(to - from, 1);
      INDArray labels = Nd4j.zeros(to - from, 2);
      for (int i = from; i < to; i++) {
        features.putScalar(i - from, 0, order[i]);
        labels.putScalar(i - from, 0, 1);
      }
      return new ArrayBatch(features, labels);
    }
  }

  /** Tells which samples it was given; a step's loss is the mean of their numbers. */
  private class Recorder implements Engine {

    @Override
    public StepResult fit(Batch batch) {
      int[] numbers = batch.features().toIntVector();
      calls.add("fit " + Arrays.toString(numbers));
      return new StepResult(Arrays.stream(numbers).average().orElseThrow(), 1);
    }

    @Override
    public StepResult fitSegment(Batch segment) {
      return fit(segment);
    }

    @Override
    public List<INDArray> outputs(Batch batch) {
      calls.add("output " + batch.size());
      return List.of(
          Nd4j.createFromArray(new float[] {0.25f, 0.75f}).reshape(1, 2).repeat(0, batch.size()));
    }

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public Model model() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Device device() {
      return Device.processor(1);
    }

    @Override
    public void endEpoch() {
      calls.add("end of epoch");
    }

    @Override
    public void resetState() {}

    @Override
    public void sync() {}

    @Override
    public void reload() {}

    @Override
    public void close() {}
  }

  private class Teller implements TrainerListener {

    @Override
    public void epochStarted(int epoch, int samples, RunningMetrics done) {
      calls.add("started %d of %d, %d done".formatted(epoch, samples, done.samples()));
    }

    @Override
    public void batchDone(int epoch, RunningMetrics totals) {
      calls.add("batch %d".formatted(totals.samples()));
    }

    @Override
    public void epochDone(Engine engine, History history) {
      calls.add("done %d".formatted(history.epochs().size()));
    }

    @Override
    public void interrupted(Engine engine, History history) {
      calls.add("interrupted at %d".formatted(history.unfinished().samples()));
    }
  }

  private Trainer trainer(Engine engine, TrainingOptions options) {
    return new Trainer(engine, new Numbers(5), new Numbers(3), options, List.of(new Teller()));
  }

  /** The steps that an epoch of five samples in batches of two must make. */
  private static List<String> fits(int epoch) {
    int[] o = SampleOrder.shuffled(5, 9, epoch);
    return List.of(
        "fit [%d, %d]".formatted(o[0], o[1]),
        "fit [%d, %d]".formatted(o[2], o[3]),
        "fit [%d]".formatted(o[4]));
  }

  @Test
  void goesThroughEveryBatchThenValidatesAndTellsListenersInOrder() {
    trainer(new Recorder(), TWO_EPOCHS).run();
    List<String> expected = new ArrayList<>();
    for (int epoch = 1; epoch <= 2; epoch++) {
      expected.addAll(
          List.of(
              "started %d of 5, 0 done".formatted(epoch),
              fits(epoch).get(0),
              "batch 2",
              fits(epoch).get(1),
              "batch 4",
              fits(epoch).get(2),
              "batch 5",
              "end of epoch",
              "output 3",
              "done " + epoch));
    }
    assertEquals(expected, calls);
  }

  /** The numbers 0 to 4 have the mean 2, however they fall into batches of two, two and one. */
  @Test
  void theShortLastBatchCountsForAsManySamplesAsItHas() {
    EpochResult epoch = trainer(new Recorder(), TWO_EPOCHS).run().epochs().get(0);
    assertEquals(1, epoch.epoch());
    assertEquals(2.0, epoch.loss(), 1e-12);
    assertEquals(3 / 5.0, epoch.accuracy(), 1e-12, "each of three steps had one right");
    assertEquals(-Math.log(0.25), epoch.valLoss(), 1e-6);
    assertEquals(0, epoch.valAccuracy());
  }

  @Test
  void stoppedInMidEpochItGoesOnExactlyThere() {
    Trainer trainer = trainer(new Recorder(), TWO_EPOCHS);
    History stopped = trainer.run(History.empty(), () -> calls.contains("batch 4"));
    assertEquals("interrupted at 4", calls.get(calls.size() - 1));
    assertEquals(4, stopped.unfinished().samples());
    assertEquals(List.of(), stopped.epochs());

    calls.clear();
    History resumed = trainer.run(stopped, () -> false);
    assertEquals(List.of("started 1 of 5, 4 done", fits(1).get(2), "batch 5"), calls.subList(0, 3));
    assertEquals(trainer(new Recorder(), TWO_EPOCHS).run(), resumed);
  }

  @Test
  void askedToStopBeforeTheFirstBatchItTrainsNothing() {
    History history = trainer(new Recorder(), TWO_EPOCHS).run(History.empty(), () -> true);
    assertEquals(History.empty(), history);
    assertEquals(List.of("started 1 of 5, 0 done", "interrupted at 0"), calls);
  }

  @Test
  void finishedHistoryIsNotTrainedOn() {
    Trainer trainer = trainer(new Recorder(), TWO_EPOCHS);
    History finished = trainer.run();
    calls.clear();
    assertEquals(finished, trainer.run(finished, () -> false));
    assertEquals(List.of(), calls);
  }

  @Test
  void lossThatIsNoNumberEndsTheTrainingWithAdvice() {
    Engine broken =
        new Recorder() {
          @Override
          public StepResult fit(Batch batch) {
            super.fit(batch);
            return new StepResult(Double.NaN, 0);
          }
        };
    var e = assertThrows(UserException.class, () -> trainer(broken, TWO_EPOCHS).run());
    assertEquals("The loss became NaN in epoch 1; a lower learning rate may help", e.getMessage());
    assertEquals(List.of("started 1 of 5, 0 done", fits(1).get(0)), calls);
  }

  @Test
  void optionsRefuseABadValueAndNameIt() {
    assertRefused("Epochs", "not 0", () -> new TrainingOptions(0, 32, 1));
    assertRefused("batch", "not 0", () -> new TrainingOptions(1, 0, 1));
    assertRefused(
        "batch",
        "not 65537",
        () -> new TrainingSettings("sample", 1, 65_537, 0.1, 1, "auto", 0, 1, 1));
  }

  private static void assertRefused(String what, String value, Runnable options) {
    var e = assertThrows(IllegalArgumentException.class, options::run);
    assertTrue(e.getMessage().contains(what) && e.getMessage().endsWith(value), e.getMessage());
  }
}
