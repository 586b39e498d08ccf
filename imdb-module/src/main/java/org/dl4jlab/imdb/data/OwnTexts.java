package org.dl4jlab.imdb.data;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.table.TableFile;
import org.dl4jlab.imdb.table.TextTable;
import org.dl4jlab.source.Leftovers;

/**
 * The texts that a person wants predicted: single ones, files of text, tables, whole folders. Of a
 * table's labels those count that the network knows.
 */
public final class OwnTexts {

  private final ClassMatch classes;
  private final List<Review> texts = new ArrayList<>();
  private final ReviewNotices notices = new ReviewNotices();

  /**
   * @param classNames the network's, in the order of their numbers
   */
  public OwnTexts(List<String> classNames) {
    classes = new ClassMatch(classNames);
  }

  /** One that was given on the command line. */
  public void add(String id, String text) {
    if (text.isBlank()) {
      throw new UserException("The text of %s is empty".formatted(id));
    }
    texts.add(new Review(id, text, Review.UNLABELLED, 0));
  }

  /** All of a stream as one text. */
  public void add(String id, InputStream in) throws IOException {
    add(id, ReviewFiles.read(id, in).text());
  }

  /**
   * A file of text, each text of a table, or all that is in a folder.
   *
   * @throws UserException when there is none, or it cannot be read
   */
  public void add(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      addFile(path);
      return;
    }
    List<Path> files = filesIn(path);
    if (files.isEmpty()) {
      throw new UserException(
          "There are no texts in %s; texts are .txt files, or in %s"
              .formatted(path, TableFile.NAMES));
    }
    for (Path file : files) {
      addFile(file);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !isLeftover(folder.relativize(file)))
          .filter(
              file ->
                  ReviewFiles.isNamedAsText(file.getFileName().toString())
                      || TableFile.format(file).isPresent())
          .sorted((a, b) -> ReviewOrder.compare(a.toString(), b.toString()))
          .toList();
    }
  }

  private static boolean isLeftover(Path path) {
    return Leftovers.isIn(path.toString().replace(File.separatorChar, '/'));
  }

  private void addFile(Path file) throws IOException {
    Optional<TableFile.Format> format = TableFile.format(file);
    if (format.isPresent() && Files.isRegularFile(file)) {
      addTable(file, TableFile.read(file, format.get(), false));
      return;
    }
    notices.textOf(file, ReviewFiles.read(file)).ifPresent(text -> add(file.toString(), text));
  }

  private void addTable(Path file, TextTable table) {
    notices.table(file, table);
    table
        .rows()
        .forEach(
            row ->
                texts.add(
                    new Review(
                        "%s, %s %d".formatted(file, table.unit(), row.number()),
                        row.text(),
                        classes.numberOfLabel(row.label()),
                        0)));
  }

  public List<Review> texts() {
    return List.copyOf(texts);
  }

  /** What was left out or guessed, in a line each. */
  public List<String> notices() {
    return notices.lines();
  }
}
