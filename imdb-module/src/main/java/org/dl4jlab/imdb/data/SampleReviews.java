package org.dl4jlab.imdb.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dl4jlab.imdb.text.Tokenizer;
import org.dl4jlab.run.TrainingSettings;

/**
 * The built-in sample: reviews composed by this program from a grammar, for those who cannot have
 * the real ones. Praise is as often "not dull" as blame is "not good", most reviews concede
 * something before they judge ("the script was weak, but …"), and the plots have good and bad
 * people in them: which words occur tells next to nothing, which words follow each other tells
 * almost all.
 */
public final class SampleReviews {

  public static final int TRAIN_REVIEWS = 8000;
  public static final int TEST_REVIEWS = 2000;
  public static final long SEED = 1;

  private static final int MIN_WORDS = 40;
  private static final int MAX_WORDS = 120;
  private static final int MAX_FILLERS = 3;
  private static final int MAX_MIXED = 2;
  private static final int MAX_CLAIMS = 2;
  private static final double VERDICT_SHARE = 0.6; // the others end without one

  private final Grammar grammar = Grammar.load("sample-grammar.txt");
  private final Random random;

  private SampleReviews(long seed) {
    random = new Random(seed);
  }

  /** 8,000 reviews to train on and 2,000 to test on, half of each positive, the same every time. */
  public static ReviewSet compose() {
    return compose(TRAIN_REVIEWS, TEST_REVIEWS, SEED);
  }

  static ReviewSet compose(int trainReviews, int testReviews, long seed) {
    return new ReviewSet(
        TrainingSettings.SAMPLE_DATA,
        "built-in",
        new SampleReviews(seed).reviews("sample/train/", trainReviews),
        new SampleReviews(~seed).reviews("sample/test/", testReviews),
        List.of());
  }

  private List<Review> reviews(String folder, int count) {
    List<Review> reviews = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int label = i % 2 == 0 ? Review.NEGATIVE : Review.POSITIVE;
      reviews.add(new Review(folder + (i + 1), text(label == Review.POSITIVE), label, 0));
    }
    return reviews;
  }

  private String text(boolean praise) {
    while (true) {
      String text = String.join(" ", sentences(praise));
      int words = Tokenizer.tokens(text).size();
      if (words >= MIN_WORDS && words <= MAX_WORDS) {
        return text;
      }
    }
  }

  private List<String> sentences(boolean praise) {
    Grammar.Draft draft = grammar.draft(random);
    List<String> body = new ArrayList<>();
    add(body, draft, "filler", MAX_FILLERS, praise);
    add(body, draft, "mixed", MAX_MIXED, praise);
    add(body, draft, "claim", MAX_CLAIMS, praise);
    Collections.shuffle(body, random);
    body.add(0, sentence(draft, "opening", praise));
    if (random.nextDouble() < VERDICT_SHARE) {
      body.add(sentence(draft, "verdict", praise));
    }
    return body;
  }

  /** One to so many sentences of a kind. */
  private void add(
      List<String> sentences, Grammar.Draft draft, String rule, int most, boolean praise) {
    for (int count = 1 + random.nextInt(most); count > 0; count--) {
      sentences.add(sentence(draft, rule, praise));
    }
  }

  private static String sentence(Grammar.Draft draft, String rule, boolean praise) {
    String sentence = draft.write(rule, praise);
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
