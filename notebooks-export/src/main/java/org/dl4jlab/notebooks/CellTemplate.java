package org.dl4jlab.notebooks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dl4jlab.page.Templates;

/**
 * A notebook's text, written as Markdown with Mustache's placeholders: a block that opens with
 * <code>```java NAME</code> is a code cell of that name, the text between two blocks a text cell.
 * Lines that import stand wherever they are needed, and are gathered in the cell {@code imports}.
 *
 * <p>The cells are told apart before they are filled, so no value can begin or end one.
 */
final class CellTemplate {

  private static final Templates TEXT = new Templates(CellTemplate.class, Markdown::escaped);
  private static final Templates CODE = new Templates(CellTemplate.class, code -> code);

  private static final Pattern CODE_BLOCK =
      Pattern.compile("^```java (\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** A line is what Java takes for one: other characters that break lines may stand in a text. */
  private static final Pattern IMPORT =
      Pattern.compile("^import .*;\n", Pattern.MULTILINE | Pattern.UNIX_LINES);

  private static final String IMPORTS = "imports";

  /** A cell's text, filled or not yet. */
  private record Block(String id, boolean code, String text) {

    Block with(String newText) {
      return new Block(id, code, newText);
    }
  }

  private CellTemplate() {}

  /** The text of these parts, one after the other. */
  static String of(List<String> parts) {
    return parts.stream()
        .map(part -> resource(part + ".md"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** A text file beside this class. */
  static String resource(String name) {
    return TEXT.resource(name);
  }

  /**
   * @param texts what the placeholders between the code cells stand for
   * @param code what those of the code cells stand for, as it stands in Java code
   * @param outputs what is stored with a code cell, by its name; none where there is none
   */
  static List<Cell> cells(
      String template, Object texts, Map<String, String> code, Map<String, List<Output>> outputs) {
    TreeSet<String> imports =
        new TreeSet<>(
            Comparator.comparing((String line) -> !line.startsWith("import static"))
                .thenComparing(Comparator.naturalOrder()));
    List<Block> filled = new ArrayList<>();
    for (Block block : blocks(withoutImports(template, imports))) {
      String text =
          block.code()
              ? withoutImports(CODE.fillText(block.text(), code), imports)
              : TEXT.fillText(block.text(), texts).strip().replaceAll("\n{3,}", "\n\n");
      filled.add(block.with(text));
    }
    return filled.stream()
        .map(block -> block.id().equals(IMPORTS) ? block.with(String.join("", imports)) : block)
        .filter(block -> !block.text().isBlank())
        .map(block -> cell(block, outputs))
        .toList();
  }

  private static String withoutImports(String text, TreeSet<String> imports) {
    IMPORT.matcher(text).results().forEach(line -> imports.add(line.group()));
    return IMPORT.matcher(text).replaceAll("");
  }

  private static List<Block> blocks(String template) {
    List<Block> blocks = new ArrayList<>();
    Matcher code = CODE_BLOCK.matcher(template);
    int read = 0;
    while (code.find()) {
      blocks.add(
          new Block("about-" + code.group(1), false, template.substring(read, code.start())));
      blocks.add(new Block(code.group(1), true, code.group(2)));
      read = code.end();
    }
    blocks.add(new Block("end", false, template.substring(read)));
    return blocks;
  }

  private static Cell cell(Block block, Map<String, List<Output>> outputs) {
    return block.code()
        ? Cell.code(block.id(), block.text(), outputs.getOrDefault(block.id(), List.of()))
        : Cell.markdown(block.id(), block.text());
  }
}
