package org.dl4jlab.notebooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cell of a notebook, as <a
 * href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat 4.5</a> names
 * its parts.
 */
public sealed interface Cell {

  /** Unique in its notebook: letters, digits, {@code -} and {@code _}, at most 64. */
  String id();

  /** The cell's lines, each with its line break but the last. */
  List<String> source();

  /**
   * Text for people.
   *
   * @param attachments pictures that the text shows by {@code attachment:NAME}: media type and
   *     Base64 by name
   */
  record Markdown(
      String id,
      String cellType,
      Map<String, Object> metadata,
      @JsonInclude(Include.NON_EMPTY) Map<String, Map<String, String>> attachments,
      List<String> source)
      implements Cell {}

  /**
   * Code for the kernel.
   *
   * @param executionCount null: the stored outputs are the run's, nobody has executed the cell
   */
  record Code(
      String id,
      String cellType,
      Map<String, Object> metadata,
      Integer executionCount,
      List<String> source,
      List<Output> outputs)
      implements Cell {}

  static Cell markdown(String id, String text) {
    return markdown(id, text, Map.of());
  }

  static Cell markdown(String id, String text, Map<String, Map<String, String>> attachments) {
    return new Markdown(id, "markdown", new TreeMap<>(), attachments, lines(text));
  }

  static Cell code(String id, String code, List<Output> outputs) {
    return new Code(id, "code", new TreeMap<>(), null, lines(code), List.copyOf(outputs));
  }

  private static List<String> lines(String text) {
    String[] lines = text.strip().split("(?<=\n)");
    return List.of(lines);
  }
}
