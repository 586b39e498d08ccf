package org.dl4jlab.run;

import java.util.List;
import java.util.Objects;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.Score;
import org.dl4jlab.train.Totals;

/**
 * How far a run came and what it reached: {@code metrics.json}.
 *
 * @param status {@code running}, {@code interrupted} or {@code finished}
 * @param data what the figures must be called: they were measured on it
 * @param unfinished the sums of the epoch that a resumed run goes on with
 * @param trainedSamples since the run was started or resumed
 * @param trainSeconds spent in the epochs' batches and validations since then
 * @param test the whole test set after the last epoch, null before
 * @param classes precision, recall and F1 of each class, null before
 * @param confusion {@code [actual][predicted]} counts, null before
 */
public record Metrics(
    String status,
    String data,
    int epochs,
    Totals unfinished,
    EpochResult bestEpoch,
    long trainedSamples,
    double trainSeconds,
    Score test,
    List<ClassScore> classes,
    int[][] confusion) {

  public Metrics {
    Objects.requireNonNull(unfinished, "there are no sums of the unfinished epoch");
  }

  public static final String RUNNING = "running";
  public static final String INTERRUPTED = "interrupted";
  public static final String FINISHED = "finished";

  /** One class of a test. */
  public record ClassScore(String name, double precision, double recall, double f1, int samples) {}

  /** The same with the figures of a test. */
  public Metrics tested(Score newTest, List<ClassScore> newClasses, int[][] newConfusion) {
    return new Metrics(
        status,
        data,
        epochs,
        unfinished,
        bestEpoch,
        trainedSamples,
        trainSeconds,
        newTest,
        newClasses,
        newConfusion);
  }
}
