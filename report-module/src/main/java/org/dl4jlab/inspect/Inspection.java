package org.dl4jlab.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.dl4jlab.UserException;
import org.dl4jlab.run.RunFolder;

/** The pictures that an inspection has left in a run's folder, with what they show. */
public final class Inspection {

  /** Where they are in a run's folder. */
  public static final String FOLDER = "inspect";

  private static final String LIST = FOLDER + "/inspect.json";

  private Inspection() {}

  /**
   * A picture in the folder.
   *
   * @param file its name
   * @param caption says what it shows
   */
  public record Drawing(String file, String caption) {}

  /**
   * A picture as pages hold it.
   *
   * @param png the file in Base64
   */
  public record Picture(String caption, String png) {}

  /** Replaces what an earlier inspection has listed. */
  public static void write(RunFolder run, List<Drawing> drawings) throws IOException {
    run.writeJson(LIST, drawings);
  }

  /**
   * The pictures of the last inspection, none where there was none.
   *
   * @throws UserException when the list is damaged or a picture is missing
   */
  public static List<Picture> read(RunFolder run) throws IOException {
    if (!Files.exists(run.file(LIST))) {
      return List.of();
    }
    List<Drawing> drawings = Arrays.asList(run.readJson(LIST, Drawing[].class));
    for (Drawing drawing : drawings) {
      if (drawing == null || drawing.file() == null || drawing.caption() == null) {
        throw new UserException("%s is damaged: a picture has no name".formatted(run.file(LIST)));
      }
    }
    return drawings.stream().map(drawing -> picture(run, drawing)).toList();
  }

  /** Only what lies beside the list: a run's folder may come from somebody else. */
  private static Picture picture(RunFolder run, Drawing drawing) {
    Path folder = run.file(FOLDER);
    Path file = folder.resolve(drawing.file()).normalize();
    if (!folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
      throw new UserException("There is no picture %s".formatted(file));
    }
    try {
      return new Picture(
          drawing.caption(), Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UserException("%s cannot be read".formatted(file), e);
    }
  }
}
