package org.dl4jlab.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.dl4jlab.train.Score;

/**
 * What a setting has reached, over its seeds. What was not measured is NaN.
 *
 * @param outcomes one for each seed
 */
record SettingScore(Setting setting, List<Outcome> outcomes) {

  /**
   * Best first: by the accuracy on the validation samples, never on the test's. Whoever was trained
   * longer is before whoever was stopped early, whoever has failed with a seed is last.
   */
  static final Comparator<SettingScore> BEST_FIRST =
      Comparator.comparingInt(SettingScore::failed)
          .thenComparing(SettingScore::epochs, Comparator.reverseOrder())
          .thenComparing(
              score -> score.validation(outcome -> outcome.last().valAccuracy()).mean(),
              Comparator.reverseOrder())
          .thenComparing(score -> score.setting().number());

  /**
   * Of one figure over the seeds.
   *
   * @param deviation the sample's standard deviation, NaN where there is one value only
   */
  record Spread(double mean, double deviation) {

    static Spread of(double... values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      double mean = sum / values.length;
      double squares = 0;
      for (double value : values) {
        squares += (value - mean) * (value - mean);
      }
      return new Spread(
          mean, values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)));
    }
  }

  int failed() {
    return (int) outcomes.stream().filter(Outcome::isFailed).count();
  }

  int trained() {
    return outcomes.size() - failed();
  }

  /** How many epochs are behind the figures, 0 where there are none. */
  int epochs() {
    return outcomes.stream()
        .filter(outcome -> !outcome.isFailed())
        .mapToInt(outcome -> outcome.last().epoch())
        .min()
        .orElse(0);
  }

  /** A figure of the last epoch. */
  Spread validation(ToDoubleFunction<Outcome> figure) {
    return Spread.of(
        outcomes.stream().filter(outcome -> !outcome.isFailed()).mapToDouble(figure).toArray());
  }

  /** A figure of the test. */
  Spread test(ToDoubleFunction<Score> figure) {
    return Spread.of(
        outcomes.stream()
            .map(Outcome::test)
            .filter(Objects::nonNull)
            .mapToDouble(figure)
            .toArray());
  }
}
