package org.dl4jlab.imdb.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parts of a data set, and the names by which people call them. */
enum ReviewPart {
  TRAIN("train", "training"),
  VALIDATION("val", "valid", "validation", "dev"),
  TEST("test", "testing"),
  UNLABELLED("unsup", "unsupervised", "unlabelled", "unlabeled");

  private final Set<String> names;

  ReviewPart(String... names) {
    this.names = Set.of(names);
  }

  /** What the ids of the part's reviews begin with, where the data names parts. */
  String prefix() {
    return name().toLowerCase(Locale.ROOT) + "/";
  }

  /** Whether its reviews have labels. */
  boolean labelled() {
    return this != UNLABELLED;
  }

  /** The part that a folder is called. */
  static Optional<ReviewPart> ofFolder(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(part -> part.names.contains(word)).findFirst();
  }

  /** The part that a file is called, such as {@code train-00000-of-00001.parquet}. */
  static Optional<ReviewPart> ofFile(String name) {
    return ofFolder(name.split("[^A-Za-z]", 2)[0]);
  }

  /** The part that a review's id names. */
  static Optional<ReviewPart> ofId(String id) {
    return Arrays.stream(values()).filter(part -> id.startsWith(part.prefix())).findFirst();
  }
}
