package org.dl4jlab.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.dl4jlab.UserException;
import org.dl4jlab.run.TrainingSettings;

/**
 * Finds the data that {@code --data} asks for: cached, downloaded, built in, or a person's own.
 *
 * @param <T> the data
 */
public abstract class DataSource<T> {

  private final OfficialData official;
  private final String accepted;

  /**
   * @param accepted what {@code --data} takes, to be told to those who name something else
   */
  protected DataSource(OfficialData official, String accepted) {
    this.official = official;
    this.accepted = "--data takes " + accepted;
  }

  /**
   * Opens data to train on, with a part to test on.
   *
   * @param data {@code auto}, {@code sample}, a folder or a file
   * @throws UserException when there is no such data, or it is damaged
   */
  public final T open(String data) throws IOException {
    return open(data, Division.HELD_OUT);
  }

  /**
   * @param data {@code auto}, {@code sample}, a folder or a file
   * @param division of a folder or file whose layout does not divide it
   * @throws UserException when there is no such data, or it is damaged
   */
  public final T open(String data, Division division) throws IOException {
    return switch (data) {
      case TrainingSettings.SAMPLE_DATA -> sample();
      case TrainingSettings.AUTO_DATA -> {
        Optional<Path> found = official.locate();
        yield found.isPresent() ? read(found.get(), division) : sample();
      }
      default -> read(path(data), division);
    };
  }

  /** A program that was started in a locale without these letters has lost them. */
  private static Path path(String data) {
    try {
      return Path.of(data);
    } catch (InvalidPathException e) {
      throw new UserException(
          "The locale of this terminal has no letters for '%s'; set LC_ALL=C.UTF-8 and try again"
              .formatted(data),
          e);
    }
  }

  private T read(Path path, Division division) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException("There is no %s; %s".formatted(path, accepted));
    }
    return Files.isDirectory(path)
        ? readFolder(official.folderIn(path), division)
        : readFile(path, division);
  }

  /** The built-in sample. */
  protected abstract T sample();

  /** The official folder, or one that a person has laid out. */
  protected abstract T readFolder(Path folder, Division division) throws IOException;

  protected abstract T readFile(Path file, Division division) throws IOException;

  /**
   * @param reason such as {@code "is no archive"}
   */
  protected final UserException refused(Path file, String reason) {
    return new UserException("%s %s; %s".formatted(file, reason, accepted));
  }
}
