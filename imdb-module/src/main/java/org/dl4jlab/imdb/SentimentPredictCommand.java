package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.PredictCommand;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewFiles;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.explain.Explainer;
import org.dl4jlab.imdb.explain.Explanation;
import org.dl4jlab.imdb.explain.HighlightedReview;
import org.dl4jlab.imdb.explain.HighlightedText;
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
  private static final String STANDARD_INPUT = "-";

  @Option(names = "--text", description = "The text itself.")
  private String text;

  @Option(names = "--reviews", description = "So many random test reviews (default 10).")
  private int count = 10;

  @Option(names = "--out", description = "The page (default predictions.html in the run).")
  private Path out;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Texts in files; - is standard input.")
  private List<String> files = List.of();

  /** A word and what it adds to the logit. */
  private record Word(String word, double weight) {}

  /** One text's figures as JSON. */
  private record Figures(
      String id, String actual, String predicted, double probability, List<Word> deciding) {}

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
    List<Review> reviews = own();
    Explainer explainer =
        new Explainer(
            run.graph(), RunVectors.read(run.folder(), run.graph()), run.options().tokens());
    if (reviews.isEmpty()) {
      reviews = random(SentimentAnalysis.reviewsOf(run, access(), console()).test());
    }
    List<HighlightedReview> marked = new ArrayList<>();
    for (Review review : reviews) {
      HighlightedReview one = HighlightedReview.of(review, explainer.explain(review.text()));
      marked.add(one);
      show(one);
    }
    Path page = out != null ? out : run.folder().file("predictions.html");
    AtomicFile.write(
        page,
        PredictionsPage.of(
            marked.stream().map(HighlightedReview::sample).toList(),
            ReviewSet.CLASS_NAMES,
            run.title()));
    say("Network: %s%nPage: %s", run.title(), page);
    result(marked.stream().map(SentimentPredictCommand::figures).toList());
  }

  /** The person's own texts. */
  private List<Review> own() throws IOException {
    List<Review> own = new ArrayList<>();
    if (text != null) {
      own.add(ownText("text", text));
    }
    for (String file : files) {
      own.add(ownText(file, read(file)));
    }
    return own;
  }

  private static String read(String file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? ReviewFiles.read("standard input", System.in)
        : ReviewFiles.read(Path.of(file));
  }

  private static Review ownText(String id, String text) {
    return new Review(id, text, Review.UNLABELLED, 0);
  }

  private List<Review> random(List<Review> reviews) {
    return Arrays.stream(randomOf(reviews.size())).mapToObj(reviews::get).toList();
  }

  private void show(HighlightedReview review) {
    Explanation explanation = review.explanation();
    say(
        "%s: %s %.1f %%%s",
        review.id(),
        review.predicted(),
        100 * review.probabilityOfPredicted(),
        review.actual() == null
            ? ""
            : ", actual %s, %s".formatted(review.actual(), review.right() ? "right" : "wrong"));
    say(
        "  decided by: %s",
        explanation.deciding(DECIDING_WORDS).stream()
            .map(word -> String.format(Locale.ROOT, "%s %+.2f", word.text(), word.weight()))
            .collect(Collectors.joining(", ")));
    say("%s%n", HighlightedText.of(explanation, terminal().interactive()));
  }

  private static Figures figures(HighlightedReview review) {
    return new Figures(
        review.id(),
        review.actual(),
        review.predicted(),
        review.explanation().probability(),
        review.explanation().deciding(DECIDING_WORDS).stream()
            .map(word -> new Word(word.text(), word.weight()))
            .toList());
  }
}
