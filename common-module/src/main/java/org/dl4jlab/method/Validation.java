package org.dl4jlab.method;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * On which samples a training is validated after each epoch.
 *
 * @param share of the training samples that is held out for it, 0 where it is done on others
 * @param onTest whether on the test samples
 */
public record Validation(double share, boolean onTest) {

  /**
   * On those that the data sets apart for it; where it sets none apart, as the lecture does: images
   * on the test images, reviews on a fifth of those to train on.
   */
  public static final Validation AUTO = new Validation(0, false);

  /** On the test samples. */
  public static final Validation TEST = new Validation(0, true);

  private static final String AUTO_NAME = "auto";
  private static final String TEST_NAME = "test";

  /** On a share of the training samples, from which nothing is learnt. */
  public static Validation heldOut(double share) {
    if (!(share > 0 && share < 1)) {
      throw refused(plain(share));
    }
    return new Validation(share, false);
  }

  /**
   * Reads what people type.
   *
   * @throws IllegalArgumentException when it is neither {@code auto}, {@code test} nor a share
   */
  @JsonCreator
  public static Validation of(String text) {
    switch (text) {
      case AUTO_NAME:
        return AUTO;
      case TEST_NAME:
        return TEST;
      default:
        try {
          return heldOut(Double.parseDouble(text));
        } catch (NumberFormatException e) {
          throw refused(text);
        }
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "The validation is auto, test, or a share of the training samples such as 0.1, not "
            + text);
  }

  private static String plain(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(number);
  }

  /** Whether training samples are held out for it. */
  public boolean holdsOut() {
    return share > 0;
  }

  /** As people type it. */
  @JsonValue
  @Override
  public String toString() {
    return holdsOut() ? plain(share) : onTest ? TEST_NAME : AUTO_NAME;
  }
}
