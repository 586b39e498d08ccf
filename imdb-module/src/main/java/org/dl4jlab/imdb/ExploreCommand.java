package org.dl4jlab.imdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataCommand;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.data.EmbeddingMatrix;
import org.dl4jlab.imdb.data.Review;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.encoding.TokenizedReviews;
import org.dl4jlab.imdb.text.Tokenizer;
import org.dl4jlab.imdb.vectors.VectorOptions;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description = "Look at the reviews: classes, stars, lengths, known words, any one review.")
final class ExploreCommand extends DataCommand {

  private static final int[] PERCENTILES = {0, 10, 25, 50, 75, 90, 99, 100};
  private static final int BAR_TOKENS = 100;
  private static final int BARS = 10;
  private static final int BAR_WIDTH = 50;

  @Option(names = "--data", description = "auto, sample, a folder, an archive or a table.")
  private String data = TrainingSettings.AUTO_DATA;

  @Option(names = "--vectors", description = "Count the words that this file knows.")
  private String vectors;

  @Option(names = "--review", description = "Show this one, such as train/pos/6587_9.txt.")
  private String shown;

  /** One part's figures as JSON. */
  private record Part(
      int reviews,
      Map<String, Integer> classes,
      Map<Integer, Integer> stars,
      Map<Integer, Integer> lengthPercentiles,
      double knownShare) {}

  /** The figures as JSON. */
  private record Figures(
      String data, Part train, Part test, int unlabelled, int differentTokens, String known) {}

  ExploreCommand(DataLocations locations) {
    super(locations);
  }

  @Override
  public Integer call() throws IOException {
    ReviewSet reviews = SentimentAnalysis.open(data, access(), console());
    if (shown != null) {
      show(find(reviews), reviews);
      return CommandRunner.DONE;
    }
    TokenizedReviews tokens = TokenizedReviews.of(reviews);
    boolean[] known = known(reviews, tokens);
    Figures figures =
        new Figures(
            reviews.title(),
            part(reviews, reviews.train(), tokens.train(), known),
            part(reviews, reviews.test(), tokens.test(), known),
            reviews.unlabelled().size(),
            tokens.vocabulary().size(),
            vectors == null
                ? "words that occur %d times in training"
                    .formatted(VectorOptions.defaults().minCount())
                : vectors);
    say("Unlabelled: %,d reviews", figures.unlabelled());
    say("Different tokens: %,d", figures.differentTokens());
    print("Train", figures.train(), tokens.train());
    print("Test", figures.test(), tokens.test());
    say("%nKnown: %s", figures.known());
    result(figures);
    return CommandRunner.DONE;
  }

  private Review find(ReviewSet reviews) {
    String id = shown.endsWith(".txt") ? shown.substring(0, shown.length() - 4) : shown;
    return Stream.of(reviews.train(), reviews.test(), reviews.unlabelled())
        .flatMap(List::stream)
        .filter(review -> review.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "There is no review '%s'; ids are such as %s"
                        .formatted(shown, reviews.train().get(0).id())));
  }

  private void show(Review review, ReviewSet reviews) {
    say(
        "%s: %s%s%n%n%s",
        review.id(),
        review.label() == Review.UNLABELLED
            ? "unlabelled"
            : reviews.classNames().get(review.label()),
        review.stars() == 0 ? "" : ", %d stars".formatted(review.stars()),
        Tokenizer.clean(review.text()));
    result(review);
  }

  /** Which tokens the vectors know, or would know if they were trained on these reviews. */
  private boolean[] known(ReviewSet reviews, TokenizedReviews tokens) throws IOException {
    boolean[] known = new boolean[tokens.vocabulary().size()];
    if (vectors == null) {
      int[] counts = tokens.trainCounts();
      for (int i = 0; i < known.length; i++) {
        known[i] = counts[i] >= VectorOptions.defaults().minCount();
      }
      return known;
    }
    WordVectors words =
        RunVectors.choose(
            vectors, Integer.MAX_VALUE, reviews, tokens.vocabulary(), access().cache(), console());
    for (int i = 0; i < known.length; i++) {
      known[i] = words.number(tokens.vocabulary().get(i)) != EmbeddingMatrix.PADDING;
    }
    return known;
  }

  private static Part part(ReviewSet set, List<Review> reviews, int[][] tokens, boolean[] known) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    int[] counts = set.classCounts(reviews);
    for (int i = 0; i < counts.length; i++) {
      classes.put(set.classNames().get(i), counts[i]);
    }
    Map<Integer, Integer> stars =
        reviews.stream()
            .filter(review -> review.stars() > 0)
            .collect(Collectors.toMap(Review::stars, r -> 1, Integer::sum, TreeMap::new));
    int[] lengths = TokenizedReviews.lengths(tokens);
    Map<Integer, Integer> percentiles = new TreeMap<>();
    for (int percent : PERCENTILES) {
      percentiles.put(percent, lengths[(lengths.length - 1) * percent / 100]);
    }
    return new Part(
        reviews.size(), classes, stars, percentiles, TokenizedReviews.knownShare(tokens, known));
  }

  private void print(String name, Part part, int[][] tokens) {
    say("%n%s: %,d reviews, %s", name, part.reviews(), counts(part.classes()));
    if (!part.stars().isEmpty()) {
      say("  stars: %s", counts(part.stars()));
    }
    say(
        "  tokens of a review: %s",
        part.lengthPercentiles().entrySet().stream()
            .map(entry -> "%d %%: %,d".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ")));
    bars(tokens).forEach(bar -> say("  %s", bar));
    say("  known tokens: %.1f %%", 100 * part.knownShare());
  }

  private static String counts(Map<?, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> "%s: %,d".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** How long the reviews are, as bars. */
  private static List<String> bars(int[][] tokens) {
    int[] counts = new int[BARS];
    for (int[] review : tokens) {
      counts[Math.min(BARS - 1, review.length / BAR_TOKENS)]++;
    }
    int most = Arrays.stream(counts).max().orElse(1);
    List<String> bars = new ArrayList<>();
    for (int i = 0; i < BARS; i++) {
      String range =
          i == BARS - 1
              ? "%4d …    ".formatted(i * BAR_TOKENS)
              : "%4d – %-4d".formatted(i * BAR_TOKENS, (i + 1) * BAR_TOKENS - 1);
      bars.add("%s %6d %s".formatted(range, counts[i], "█".repeat(counts[i] * BAR_WIDTH / most)));
    }
    return bars;
  }
}
