package org.dl4jlab.cifar.own;

import java.util.Locale;
import java.util.Optional;

/** What the pictures of a folder are for. */
enum Part {
  TRAIN,
  VALIDATION,
  TEST,
  /** Nobody has said. */
  UNDIVIDED;

  /** The part that a folder's name, a table's, or a word in one means; in any case. */
  static Optional<Part> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Optional.of(TRAIN);
      case "val", "valid", "validation", "dev" -> Optional.of(VALIDATION);
      case "test", "testing" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
