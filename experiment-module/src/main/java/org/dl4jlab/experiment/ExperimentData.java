package org.dl4jlab.experiment;

import org.dl4jlab.UserException;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.SmoothedLabels;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.RunConfig;

/**
 * What an experiment's network is trained and tested on, as the network reads it.
 *
 * @param validation may be the test samples themselves
 * @param info the facts that {@code config.json} keeps
 * @param noun what samples are called, in the plural: {@code images}
 */
public record ExperimentData(
    Dataset train, Dataset validation, Dataset test, RunConfig.DataInfo info, String noun) {

  /** What is validated on what, in a sentence; null where the facts do not tell. */
  String validationSentence() {
    return info.validationSentence(noun);
  }

  /** The samples to train on, with labels as the method wants them. */
  Dataset toTrain(TrainingMethod method) {
    return method.labelSmoothing() == null
        ? train
        : new SmoothedLabels(train, method.labelSmoothing());
  }

  /** Whether the validation samples are those of the test. */
  boolean isValidatedOnTest() {
    return validation == test.asTheyAre();
  }

  /** Whether a network that was validated has been tested, too. */
  boolean isTestedAsValidated() {
    return validation == test;
  }

  /**
   * For a training that chooses by the validation.
   *
   * @throws UserException when that would be by the test samples
   */
  void requireChoice(TrainingMethod method) {
    if (method.chooses() && isValidatedOnTest()) {
      throw new UserException(TrainingMethod.CHOSEN_BY_TEST);
    }
  }

  /**
   * @throws UserException when this is not what a run was trained on
   */
  void requireSame(RunConfig run) {
    if (!info.trainSha256().equals(run.data().trainSha256())) {
      throw new UserException("The %s are not those that the run was trained on".formatted(noun));
    }
  }
}
