package org.dl4jlab.imdb.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.table.TextTable;
import org.dl4jlab.imdb.text.TextEncoding.Decoded;

/** Collects what was left out of a data set or guessed, for a line each. */
final class ReviewNotices {

  private final List<String> lines = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<Path> blank = new ArrayList<>();
  private final List<Path> guessed = new ArrayList<>();
  private final List<Path> passedOver = new ArrayList<>();

  /** What a table's reading found. */
  void table(Path file, TextTable table) {
    if (table.blank() > 0) {
      lines.add("Left out as blank: %s of %s".formatted(counted(table.blank(), "text"), file));
    }
    if (table.guessedLine() > 0) {
      lines.add(
          "%s is not UTF-8 (line %,d); it was read as Windows-1252"
              .formatted(file, table.guessedLine()));
    }
  }

  /** A table whose labels are none. */
  void withoutLabels(Path file) {
    lines.add("All labels of %s are -1: its texts count as unlabelled".formatted(file));
  }

  /** The text of a file, nothing where it is blank. */
  Optional<String> textOf(Path file, Decoded decoded) {
    if (decoded.text().isBlank()) {
      blank.add(file);
      return Optional.empty();
    }
    if (decoded.encoding().guessed()) {
      guessed.add(file);
    }
    return Optional.of(decoded.text());
  }

  /** A text that cannot be read, and why. */
  void unreadable(UserException reason) {
    unreadable.add(reason.getMessage());
  }

  /** A file that is no text. */
  void passedOver(Path file) {
    passedOver.add(file);
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    add(all, "Left out as unreadable", unreadable);
    add(all, "Left out as blank", blank);
    add(all, "Left out as not named .txt", passedOver);
    add(all, "Not UTF-8, read as Windows-1252", guessed);
    return all;
  }

  private static void add(List<String> lines, String what, List<?> files) {
    if (!files.isEmpty()) {
      lines.add("%s: %s, such as %s".formatted(what, counted(files.size(), "file"), files.get(0)));
    }
  }

  private static String counted(int count, String noun) {
    return "%,d %s".formatted(count, count == 1 ? noun : noun + "s");
  }
}
