package org.dl4jlab.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.dl4jlab.train.EpochResult;
import org.dl4jlab.train.Familiarity;
import org.dl4jlab.train.RunningMetrics;
import org.dl4jlab.train.Score;

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
 * @param binary what is asked of a single probability besides, null where there are several
 * @param unfinishedBefore the sums of the checkpoint before this one, whose model is still there
 *     where a training was killed while it saved; null where there is none
 * @param familiarity how sure of its answers the network was, null before, in runs of before this
 *     was measured, or where too few answers are right
 */
public record Metrics(
    String status,
    String data,
    int epochs,
    RunningMetrics unfinished,
    EpochResult bestEpoch,
    long trainedSamples,
    double trainSeconds,
    Score test,
    List<ClassScore> classes,
    int[][] confusion,
    @JsonInclude(JsonInclude.Include.NON_NULL) BinaryScores binary,
    @JsonInclude(JsonInclude.Include.NON_NULL) RunningMetrics unfinishedBefore,
    @JsonInclude(JsonInclude.Include.NON_NULL) Familiarity familiarity) {

  public Metrics {
    Objects.requireNonNull(unfinished, "there are no sums of the unfinished epoch");
  }

  public static final String RUNNING = "running";
  public static final String INTERRUPTED = "interrupted";
  public static final String FINISHED = "finished";

  /** One class of a test. */
  public record ClassScore(String name, double precision, double recall, double f1, int samples) {}

  /**
   * How good the probabilities of a binary classifier are.
   *
   * @param rocAuc area under the receiver operating characteristic: how often a positive sample has
   *     the higher probability of a positive and a negative one
   * @param calibrationError mean distance of probability and share of positives over the bins,
   *     weighted by their samples (expected calibration error, Guo et al. 2017)
   */
  public record BinaryScores(
      double rocAuc, double calibrationError, List<CalibrationBin> calibration) {}

  /**
   * The samples whose probability lies between two bounds.
   *
   * @param probability their mean, 0 where there are none
   * @param positives the share of them that is positive, 0 where there are none
   */
  public record CalibrationBin(
      double from, double to, int samples, double probability, double positives) {}

  /** The same for a training that another has done. */
  public Metrics trainedAs(Metrics other) {
    return new Metrics(
        status,
        data,
        epochs,
        unfinished,
        bestEpoch,
        other.trainedSamples,
        other.trainSeconds,
        test,
        classes,
        confusion,
        binary,
        unfinishedBefore,
        familiarity);
  }

  /** The same with the figures of a test. */
  public Metrics tested(
      Score newTest,
      List<ClassScore> newClasses,
      int[][] newConfusion,
      BinaryScores newBinary,
      Familiarity newFamiliarity) {
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
        newConfusion,
        newBinary,
        null,
        newFamiliarity);
  }
}
