package org.dl4jlab.imdb.explain;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dl4jlab.imdb.explain.Explanation.Segment;

/** Reviews with the words that decided, as an HTML page that needs nothing but itself. */
public final class MarkedPage {

  private static final String TEMPLATE = "marked-reviews.mustache";
  private static final int DECIDING_WORDS = 8;

  /** The darkest background that text is read on. */
  private static final double DARKEST = 0.6;

  private MarkedPage() {}

  /** The template's view of a page. */
  private record Page(String title, List<ReviewView> reviews) {}

  /** The template's view of a review. */
  private record ReviewView(
      String id,
      String predicted,
      String percent,
      String verdict,
      List<WordView> deciding,
      List<SegmentView> segments) {}

  /** The template's view of a word that decided. */
  private record WordView(String text, String weight, boolean last) {}

  /** The template's view of a piece of text. */
  private record SegmentView(
      String text, boolean marked, String direction, String strength, String weight) {}

  public static String of(List<MarkedReview> reviews, String title) {
    return template().execute(new Page(title, reviews.stream().map(MarkedPage::view).toList()));
  }

  private static Template template() {
    try (Reader reader =
        new InputStreamReader(
            MarkedPage.class.getResourceAsStream(TEMPLATE), StandardCharsets.UTF_8)) {
      return Mustache.compiler().compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReviewView view(MarkedReview review) {
    Explanation explanation = review.explanation();
    List<Segment> deciding = explanation.deciding(DECIDING_WORDS);
    List<WordView> words = new ArrayList<>();
    for (int i = 0; i < deciding.size(); i++) {
      Segment word = deciding.get(i);
      words.add(
          new WordView(word.text(), format("%+.2f", word.weight()), i == deciding.size() - 1));
    }
    return new ReviewView(
        review.id(),
        review.predicted(),
        format("%.1f", 100 * review.probabilityOfPredicted()),
        review.actual() == null
            ? ""
            : ", actual %s (%s)".formatted(review.actual(), review.right() ? "right" : "wrong"),
        words,
        explanation.segments().stream().map(segment -> view(explanation, segment)).toList());
  }

  private static SegmentView view(Explanation explanation, Segment segment) {
    return new SegmentView(
        segment.text(),
        explanation.decided(segment),
        segment.weight() > 0 ? "positive" : "negative",
        format("%.2f", DARKEST * Math.abs(explanation.strength(segment))),
        format("%+.2f", segment.weight()));
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
