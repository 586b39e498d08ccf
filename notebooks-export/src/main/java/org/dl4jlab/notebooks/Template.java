package org.dl4jlab.notebooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A notebook's text, written as Markdown: a block that opens with <code>```java NAME</code> is a
 * code cell of that name, the text between two blocks a text cell, <code>${NAME}</code> a value.
 * Lines that import stand wherever they are needed, and are gathered in the cell {@code imports}.
 */
final class Template {

  private static final Pattern VALUE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern CODE =
      Pattern.compile("^```java (\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("^import .*;\n", Pattern.MULTILINE);
  private static final String IMPORTS = "imports";

  private Template() {}

  /** The text of these parts, one after the other. */
  static String of(List<String> parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      text.append(resource(part + ".md")).append('\n');
    }
    return text.toString();
  }

  /** A text file beside this class. */
  static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("There is no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param outputs what is stored with a code cell, by its name; none where there is none
   */
  static List<Cell> cells(
      String template, Map<String, String> values, Map<String, List<Output>> outputs) {
    String text = filled(template, values);
    TreeSet<String> imports =
        new TreeSet<>(
            Comparator.comparing((String line) -> !line.startsWith("import static"))
                .thenComparing(Comparator.naturalOrder()));
    IMPORT.matcher(text).results().forEach(line -> imports.add(line.group()));
    text = IMPORT.matcher(text).replaceAll("");
    List<Cell> cells = new ArrayList<>();
    Matcher code = CODE.matcher(text);
    int read = 0;
    while (code.find()) {
      String name = code.group(1);
      addText(cells, "about-" + name, text.substring(read, code.start()));
      String source = name.equals(IMPORTS) ? String.join("", imports) : code.group(2);
      cells.add(Cell.code(name, source, outputs.getOrDefault(name, List.of())));
      read = code.end();
    }
    addText(cells, "end", text.substring(read));
    return cells;
  }

  private static void addText(List<Cell> cells, String id, String text) {
    String paragraphs = text.strip().replaceAll("\n{3,}", "\n\n");
    if (!paragraphs.isEmpty()) {
      cells.add(Cell.markdown(id, paragraphs));
    }
  }

  private static String filled(String template, Map<String, String> values) {
    return VALUE
        .matcher(template)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              if (value == null) {
                throw new IllegalStateException("The template's %s has no value".formatted(found));
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
