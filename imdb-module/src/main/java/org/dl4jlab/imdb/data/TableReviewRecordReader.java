package org.dl4jlab.imdb.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.table.TableFile;
import org.dl4jlab.imdb.table.TextRow;
import org.dl4jlab.imdb.table.TextTable;

/**
 * Reads reviews from tables: CSV, JSON, Parquet. A review's id is {@code line/} or {@code row/} and
 * its number; of several files, after the part that the file is called and its name. Files that are
 * called {@code unsupervised} or the like need no labels; those of -1 only have none. The split
 * names the files.
 */
public final class TableReviewRecordReader extends ReviewRecordReader {

  private static final String NO_LABEL = "-1";

  private final Path root;

  /**
   * @param root the folder that holds the files, or the one file
   */
  public TableReviewRecordReader(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  protected LabelledReviews read(List<Path> locations) throws IOException {
    ReviewNotices notices = new ReviewNotices();
    Map<Path, TextTable> tables = new LinkedHashMap<>();
    Set<Path> unlabelled = new HashSet<>();
    List<String> labels = new ArrayList<>();
    for (Path file : locations) {
      TextTable table = TableFile.read(file, format(file), !isCalledUnlabelled(file));
      notices.table(file, table);
      tables.put(file, table);
      if (isCalledUnlabelled(file)) {
        unlabelled.add(file);
      } else if (isWithoutLabels(table)) {
        notices.withoutLabels(file);
        unlabelled.add(file);
      } else {
        table.rows().forEach(row -> labels.add(row.label()));
      }
    }
    ClassLabels classes = ClassLabels.of(root.toString(), labels);
    List<Review> reviews = new ArrayList<>();
    tables.forEach(
        (file, table) -> {
          String prefix = prefix(file) + table.unit() + "/";
          for (TextRow row : table.rows()) {
            int label = unlabelled.contains(file) ? Review.UNLABELLED : classes.number(row.label());
            reviews.add(new Review(prefix + row.number(), row.text(), label, 0));
          }
        });
    return new LabelledReviews(reviews, classes.names(), notices.lines());
  }

  private static TableFile.Format format(Path file) {
    return TableFile.format(file)
        .orElseThrow(
            () ->
                new UserException(
                    "%s is none of %s, by its name".formatted(file, TableFile.NAMES)));
  }

  /** Hugging Face's data sets whose labels are secret say -1. */
  private static boolean isWithoutLabels(TextTable table) {
    return !table.rows().isEmpty()
        && table.rows().stream().allMatch(row -> row.label().equals(NO_LABEL));
  }

  private boolean isCalledUnlabelled(Path file) {
    return part(file).filter(part -> part == ReviewPart.UNLABELLED).isPresent();
  }

  /** What the file is called, or the folder within the data that it is in. */
  private Optional<ReviewPart> part(Path file) {
    Path path = within(file);
    Optional<ReviewPart> ofFile =
        isWhole(path) ? Optional.empty() : ReviewPart.ofFile(path.getFileName().toString());
    return path.getNameCount() < 2
        ? ofFile
        : ofFile.or(() -> ReviewPart.ofFolder(path.getName(0).toString()));
  }

  private Path within(Path file) {
    return root.relativize(file.toAbsolutePath().normalize());
  }

  /** Whether the data is this one file. */
  private static boolean isWhole(Path within) {
    return within.toString().isEmpty();
  }

  private String prefix(Path file) {
    Path path = within(file);
    return isWhole(path)
        ? ""
        : part(file).map(ReviewPart::prefix).orElse("")
            + path.toString().replace(path.getFileSystem().getSeparator(), "/")
            + "/";
  }
}
