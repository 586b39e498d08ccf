package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.UserException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Options with their values in YAML, a line each: {@code learning-rate: 0.001}. Nothing else is
 * understood, so a file can ask for no more than a command line.
 */
final class OptionsFile {

  private static final int MOST_BYTES = 1 << 20;
  private static final List<Event.ID> AROUND =
      List.of(
          Event.ID.StreamStart,
          Event.ID.DocumentStart,
          Event.ID.DocumentEnd,
          Event.ID.StreamEnd,
          Event.ID.Comment);

  /**
   * An option.
   *
   * @param line where it stands, from 1
   */
  record Entry(String value, int line) {}

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private OptionsFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws UserException naming the line that is no option with a value
   */
  static OptionsFile read(Path file) throws IOException {
    OptionsFile options = new OptionsFile(file);
    try {
      options.parse(text(file));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw options.refused(line, "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw options.refused(1, "this is no YAML");
    }
    return options;
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException("There is no file %s".formatted(file));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new UserException("%s is too large to be a file of options".formatted(file));
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new UserException("%s is no text in UTF-8".formatted(file), e);
    }
  }

  private void parse(String text) {
    boolean begun = false;
    ScalarEvent name = null;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      if (AROUND.contains(event.getEventId())) {
        continue;
      }
      if (event.getEventId() == Event.ID.MappingStart && !begun) {
        begun = true;
      } else if (event.getEventId() == Event.ID.MappingEnd) {
        begun = false;
      } else if (begun && event instanceof ScalarEvent scalar) {
        if (name == null) {
          name = scalar;
        } else {
          add(name.getValue(), scalar.getValue(), line);
          name = null;
        }
      } else {
        throw refused(line, "an option and its value belong here, as in 'epochs: 10'");
      }
    }
  }

  private void add(String name, String value, int line) {
    if (entries.put(name, new Entry(value, line)) != null) {
      throw refused(line, "'%s' stands here a second time".formatted(name));
    }
  }

  /** What is wrong with a line. */
  UserException refused(int line, String why) {
    return new UserException("%s, line %d: %s".formatted(file, line, why));
  }

  /** By the options' names without their dashes, in the order of the file. */
  Map<String, Entry> entries() {
    return entries;
  }
}
