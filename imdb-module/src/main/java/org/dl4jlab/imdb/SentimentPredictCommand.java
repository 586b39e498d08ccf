package org.dl4jlab.imdb;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.PredictCommand;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.data.OwnTexts;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.explain.Explanation;
import org.dl4jlab.imdb.explain.HighlightedReview;
import org.dl4jlab.imdb.explain.HighlightedText;
import org.dl4jlab.imdb.text.CleanText;
import org.dl4jlab.nets.SentimentCnn;
import org.dl4jlab.page.PredictionsPage;
import org.dl4jlab.run.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Say what a run's network makes of a text, of files, or of random test reviews, and which words decided.")
final class SentimentPredictCommand extends PredictCommand<SentimentExperiment> {

  private static final int DECIDING_WORDS = 8;
  private static final int MOST_ON_PAGE = 1000;
  private static final String STANDARD_INPUT = "-";

  @Option(names = "--text", description = "The text itself.")
  private String text;

  @Option(names = "--reviews", description = "So many random test reviews (default 10).")
  private int count = 10;

  @Option(names = "--out", description = "The page (default predictions.html in this folder).")
  private Path out = Path.of("predictions.html");

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Files of text, tables (CSV, JSON, Parquet) with a text in each row, folders of them; - is standard input.")
  private List<String> files = List.of();

  /** A word and what it adds to the logit. */
  private record Word(String word, double weight) {}

  /**
   * One text's figures as JSON.
   *
   * @param probability of two classes that of the second, null of more
   * @param tokens words of the text
   * @param known those that have a vector and were read
   * @param unread those that have one and were not
   */
  private record Figures(
      String id,
      String actual,
      String predicted,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double probability,
      Map<String, Double> probabilities,
      int tokens,
      int known,
      int unread,
      List<Word> deciding) {}

  SentimentPredictCommand(DataLocations locations) {
    super(new SentimentAnalysis(), locations);
  }

  @Override
  protected int count() {
    return count;
  }

  @Override
  protected String countOption() {
    return "--reviews";
  }

  @Override
  protected void predict(TrainedRun<SentimentExperiment> run) throws IOException {
    List<String> classNames = run.config().data().classNames();
    Optional<OwnTexts> own = own(classNames);
    Explainer explainer =
        SentimentAnalysis.explainer(run.options(), run.graph(), RunVectors.read(run));
    if (run.options().imported() != null) {
      say("Which words decided is told of the lecture's network only, not of imported ones");
    }
    List<HighlightedReview> marked =
        own.isPresent()
            ? marked(own.get().texts(), CleanText::of, explainer, classNames)
            : marked(
                random(SentimentAnalysis.reviewsOf(run, access(), console()).test()),
                text -> CleanText.of(text).readable(),
                explainer,
                classNames);
    own.ifPresent(texts -> texts.notices().forEach(notice -> say("%s", notice)));
    AtomicFile.write(
        out,
        PredictionsPage.of(
            marked.stream().limit(MOST_ON_PAGE).map(HighlightedReview::sample).toList(),
            classNames,
            run.title()));
    say("Network: %s%nPage: %s", run.title(), out);
    if (marked.size() > MOST_ON_PAGE) {
      say("The page shows the first %,d of %,d texts", MOST_ON_PAGE, marked.size());
    }
    result(marked.stream().map(review -> figures(review, classNames)).toList());
  }

  /** The person's own texts, nothing where there are none. */
  private Optional<OwnTexts> own(List<String> classNames) throws IOException {
    if (text == null && files.isEmpty()) {
      return Optional.empty();
    }
    OwnTexts own = new OwnTexts(classNames);
    if (text != null) {
      own.add("text", text);
    }
    for (String file : files) {
      if (file.equals(STANDARD_INPUT)) {
        own.add(file, System.in);
      } else {
        own.add(Path.of(file));
      }
    }
    return Optional.of(own);
  }

  private List<Review> random(List<Review> reviews) {
    return Arrays.stream(randomOf(reviews.size())).mapToObj(reviews::get).toList();
  }

  /** Shows each text with the words that decided; those without a known word are counted. */
  private List<HighlightedReview> marked(
      List<Review> reviews,
      Function<String, CleanText> cleaning,
      Explainer explainer,
      List<String> classNames) {
    List<HighlightedReview> marked = new ArrayList<>();
    List<Review> unknown = new ArrayList<>();
    for (Review review : reviews) {
      CleanText cleaned = cleaning.apply(review.text());
      if (reviews.size() > 1 && !explainer.knowsWordsOf(cleaned)) {
        unknown.add(review);
        continue;
      }
      HighlightedReview one = HighlightedReview.of(review, explainer.explain(cleaned), classNames);
      marked.add(one);
      show(one);
    }
    if (marked.isEmpty()) {
      throw new UserException("None of the texts has a word with a vector");
    }
    if (!unknown.isEmpty()) {
      say(
          "Left out: %,d of %,d texts, which have no word with a vector, such as %s",
          unknown.size(), reviews.size(), unknown.get(0).id());
    }
    return marked;
  }

  private void show(HighlightedReview review) {
    Explanation explanation = review.explanation();
    say(
        "%s: %s %.1f %%%s",
        review.id(),
        review.predicted(),
        100 * explanation.probability(),
        review.actual() == null
            ? ""
            : ", actual %s, %s".formatted(review.actual(), review.right() ? "right" : "wrong"));
    unread(explanation).ifPresent(line -> say("  %s", line));
    String deciding =
        explanation.deciding(DECIDING_WORDS).stream()
            .map(word -> String.format(Locale.ROOT, "%s %+.2f", word.text(), word.weight()))
            .collect(Collectors.joining(", "));
    if (!deciding.isEmpty()) {
      say("  decided by: %s", deciding);
    }
    say("%s%n", HighlightedText.of(explanation, terminal().interactive()));
  }

  /** What of a text the network has not seen, where that may matter. */
  private static Optional<String> unread(Explanation explanation) {
    if (explanation.unread() > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "read: the first %,d words that have a vector; %,d more were not",
              explanation.known(),
              explanation.unread()));
    }
    if (explanation.known() < SentimentCnn.WINDOW && explanation.known() < explanation.tokens()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "only %d of %,d words %s a vector: this says little",
              explanation.known(),
              explanation.tokens(),
              explanation.known() == 1 ? "has" : "have"));
    }
    return Optional.empty();
  }

  private static Figures figures(HighlightedReview review, List<String> classNames) {
    Explanation explanation = review.explanation();
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < classNames.size(); i++) {
      probabilities.put(classNames.get(i), explanation.probabilities().get(i));
    }
    return new Figures(
        review.id(),
        review.actual(),
        review.predicted(),
        classNames.size() == 2 ? explanation.probabilities().get(1) : null,
        probabilities,
        explanation.tokens(),
        explanation.known(),
        explanation.unread(),
        explanation.deciding(DECIDING_WORDS).stream()
            .map(word -> new Word(word.text(), word.weight()))
            .toList());
  }
}
