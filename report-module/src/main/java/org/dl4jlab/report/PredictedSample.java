package org.dl4jlab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.train.Predictions;

/**
 * A sample and its prediction, as {@code predictions.json} and {@code mistakes.json} keep lists of
 * them.
 *
 * @param id names the sample in its data set
 * @param predicted the likeliest class
 * @param actual the class it has, null where nobody knows
 * @param probability of the likeliest class, 0 to 1
 * @param png an image as a PNG file in Base64, null for other samples
 * @param tokens a text with its marks, null for other samples
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PredictedSample(
    String id,
    String predicted,
    String actual,
    double probability,
    String png,
    List<Token> tokens) {

  /**
   * A piece of a text. The white space around it may be its own; where no token of a text has any,
   * the tokens are set apart by spaces.
   *
   * @param weight how much it speaks for the second of two classes (of reviews: positive), or for
   *     the predicted one of more, below 0 against it, on any scale
   */
  public record Token(String text, double weight) {

    public Token {
      Objects.requireNonNull(text, "the token has no text");
    }
  }

  public PredictedSample {
    Objects.requireNonNull(id, "the sample has no id");
    Objects.requireNonNull(predicted, "the sample has no prediction");
    tokens = tokens == null ? null : List.copyOf(tokens);
  }

  /** A text with its marks. */
  public static PredictedSample ofText(
      String id, String predicted, String actual, double probability, List<Token> tokens) {
    return new PredictedSample(id, predicted, actual, probability, null, tokens);
  }

  /** A sample of a data set; images can be seen, of others there is the prediction alone. */
  public static PredictedSample of(
      Dataset samples, int sample, Predictions predictions, List<String> classNames) {
    return new PredictedSample(
        (samples instanceof ImageDataset ? "test image " : "test sample ") + sample,
        classNames.get(predictions.predicted(sample)),
        classNames.get(predictions.actual()[sample]),
        predictions.probability(sample),
        samples instanceof ImageDataset images ? PredictedImage.png(images, sample) : null,
        null);
  }

  /** The same sample with a later prediction. */
  public PredictedSample predictedAnew(String newPredicted, double newProbability) {
    return new PredictedSample(id, newPredicted, actual, newProbability, png, tokens);
  }

  public boolean known() {
    return actual != null;
  }

  public boolean right() {
    return predicted.equals(actual);
  }
}
