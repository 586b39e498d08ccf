package org.dl4jlab.page;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.PredictedSample.Token;

/**
 * A page on which people try a model that a server has: they give it a picture or a text and see
 * what it is taken for, how surely, and what decided. It asks the server's {@code predict} and, for
 * pictures, {@code explain}.
 */
public final class TryPage {

  /** The stylesheet of all pages that are served. */
  static final String STYLE =
      Templates.PAGES.resource("style.css") + Templates.PAGES.resource("try.css");

  private static final int MOST_MIXUPS = 6;
  private static final int MOST_TEXTS = 4;
  private static final int LONGEST_TEXT = 400;

  private static final List<String> REVIEWS =
      List.of(
          "A wonderful film: the acting is superb, and I was moved to tears.",
          "The plot was dull, the jokes were stale, and I left before the end.",
          "I had heard that it was boring, but I loved every minute of it.",
          "Great actors, beautiful pictures, and yet a waste of time.");

  /**
   * A model as its server has it.
   *
   * @param base the way from the page to the model's own addresses, such as {@code models/cats/};
   *     empty where the page stands there
   * @param all the way to the page of all models, empty where there is only one
   */
  public record Model(String name, String base, String all) {}

  /**
   * Something to click on.
   *
   * @param png a picture, null for a text
   * @param text the text, or what the picture shows
   */
  private record Example(String png, String text) {}

  private record View(
      String style,
      String title,
      String script,
      TryFacts facts,
      Model model,
      boolean sample,
      List<String> notices,
      boolean pair,
      String against,
      String speaksFor,
      boolean split,
      String write,
      List<Example> examples,
      List<Tile> tiles,
      String unlike,
      Table mixups,
      String noMixups) {}

  private TryPage() {}

  /**
   * @param run with a {@code config.json}, as every run that can be served
   */
  public static ServedPage of(RunParts run, Model model) {
    TryFacts facts = new TryFacts(run);
    List<String> names = run.classNames();
    boolean pair = names.size() == 2;
    return ServedPage.of(
        Templates.PAGES.fill(
            "try",
            new View(
                STYLE,
                facts.title(),
                script(facts.ofImages() ? "try-images.js" : "try-texts.js"),
                facts,
                model,
                run.onSample(),
                run.notices(),
                pair,
                pair ? names.get(0) : "other classes",
                pair ? names.get(1) : "the predicted class",
                pair && !facts.ofImages(),
                ofReviews(names) ? "Write a review of a film" : "Write a text",
                facts.ofImages() ? pictures(run) : texts(run),
                Tile.of(run),
                facts.unlike(),
                Mixups.table(run.metrics(), MOST_MIXUPS),
                ConfusionTable.isKnown(run.metrics())
                    ? "It made no mistake in the test."
                    : "That is not known: it has not been tested.")));
  }

  private static String script(String name) {
    return Templates.PAGES.resource("try.js") + Templates.PAGES.resource(name);
  }

  private static boolean ofReviews(List<String> classNames) {
    return Set.copyOf(classNames).equals(Set.of("negative", "positive"));
  }

  private static List<Example> pictures(RunParts run) {
    return predictions(run).stream()
        .filter(sample -> sample.png() != null)
        .map(sample -> new Example(sample.png(), sample.actual()))
        .toList();
  }

  /** Our own of films; of whatever else, what the run was tested on. */
  private static List<Example> texts(RunParts run) {
    List<String> texts =
        ofReviews(run.classNames())
            ? REVIEWS
            : predictions(run).stream()
                .map(PredictedSample::tokens)
                .filter(Objects::nonNull)
                .map(TryPage::text)
                .filter(text -> text.length() <= LONGEST_TEXT)
                .limit(MOST_TEXTS)
                .toList();
    return texts.stream().map(text -> new Example(null, text)).toList();
  }

  private static List<PredictedSample> predictions(RunParts run) {
    return run.predictions() == null ? List.of() : run.predictions();
  }

  private static String text(List<Token> tokens) {
    return tokens.stream().map(Token::text).collect(Collectors.joining()).strip();
  }
}
