package org.dl4jlab.page;

import java.util.List;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.PredictedSample.Token;

/**
 * A predicted sample as a page shows it.
 *
 * @param verdict {@code right}, {@code wrong} or {@code unknown}
 * @param alt says in words what the picture shows
 * @param tokens of a text, null for other samples
 */
record SampleView(
    String id,
    String verdict,
    String mark,
    String predicted,
    String actual,
    String probability,
    String png,
    String alt,
    List<Piece> tokens) {

  private static final int LEVELS = 4;

  /**
   * A piece of a text.
   *
   * @param style names how strongly it speaks for which class, empty where it does not
   * @param space what sets it apart from the next
   */
  record Piece(String text, String style, String space) {}

  static SampleView of(PredictedSample sample) {
    String verdict = !sample.known() ? "unknown" : sample.right() ? "right" : "wrong";
    String probability = Figures.percent(sample.probability());
    return new SampleView(
        sample.id(),
        verdict,
        !sample.known() ? "" : sample.right() ? "✓" : "✗",
        sample.predicted(),
        sample.actual(),
        probability,
        sample.png(),
        "%s, predicted %s (%s)%s"
            .formatted(
                sample.id(),
                sample.predicted(),
                probability,
                sample.known() ? ", actually " + sample.actual() : ""),
        sample.tokens() == null ? null : pieces(sample.tokens()));
  }

  private static List<Piece> pieces(List<Token> tokens) {
    double strongest =
        tokens.stream().mapToDouble(token -> Math.abs(token.weight())).max().orElse(0);
    boolean spaced = tokens.stream().anyMatch(token -> !token.text().strip().equals(token.text()));
    return tokens.stream()
        .map(token -> new Piece(token.text(), style(token.weight() / strongest), spaced ? "" : " "))
        .toList();
  }

  /** Of the strongest token's weight: the four quarters of what speaks for and against. */
  private static String style(double share) {
    long level = Math.round(Math.abs(share) * LEVELS);
    return level == 0 ? "" : (share > 0 ? "for" : "against") + level;
  }
}
