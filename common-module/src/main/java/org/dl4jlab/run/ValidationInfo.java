package org.dl4jlab.run;

import java.util.Locale;

/**
 * What a run was validated on.
 *
 * @param on {@link #TEST}, {@link #HELD_OUT} or {@link #OWN}
 * @param samples how many
 * @param sha256 of them
 */
public record ValidationInfo(String on, int samples, String sha256) {

  /** The test samples. */
  public static final String TEST = "test";

  /** Training samples that were held out. */
  public static final String HELD_OUT = "held out";

  /** Samples that the data sets apart for it. */
  public static final String OWN = "own";

  /**
   * @param onTest whether they are the test samples
   * @param heldOut whether they are some of the training samples
   */
  public static ValidationInfo of(boolean onTest, boolean heldOut, int samples, String sha256) {
    return new ValidationInfo(onTest ? TEST : heldOut ? HELD_OUT : OWN, samples, sha256);
  }

  /** Whether whatever is chosen by the validation is chosen by the test samples. */
  public boolean onTest() {
    return TEST.equals(on);
  }

  /**
   * What was validated on what, in a sentence.
   *
   * @param trained how many samples were trained on
   * @param tested how many are tested
   * @param noun what samples are called, in the plural
   */
  public String sentence(int trained, int tested, String noun) {
    if (onTest()) {
      return String.format(
          Locale.ROOT,
          "Validated after each epoch on the %,d test %s themselves, as in the lecture: what is best by them is no test result.",
          samples,
          noun);
    }
    String where =
        String.format(
            Locale.ROOT,
            HELD_OUT.equals(on)
                ? "%,d of the %,d training %s, held out and never trained on"
                : "%1$,d %3$s that the data sets apart for it",
            samples,
            trained + samples,
            noun);
    return String.format(
        Locale.ROOT,
        "Validated after each epoch on %s; the %,d test %s are looked at once, at the end.",
        where,
        tested,
        noun);
  }
}
