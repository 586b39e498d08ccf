package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.samskivert.mustache.MustacheException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTemplateTest {

  private static final String TEXT =
      """
      import b.B;

      # {{title}}

      ```java imports
      ```

      A text

      with two paragraphs.



      ```java first
      int a = 1;

      int b = {{number}};
      ```
      ```java second
      import static c.C.d;
      import b.B;
      a + b
      ```

      The end.
      """;

  private static final Map<String, String> TEXTS = Map.of("title", "1 * 2");
  private static final Map<String, String> CODE = Map.of("number", "1 * 2 & '<'");

  @Test
  void blocksAreCells() {
    Output stored = Output.printed("3\n");
    List<Cell> cells = CellTemplate.cells(TEXT, TEXTS, CODE, Map.of("second", List.of(stored)));
    assertEquals(
        List.of(
            Cell.markdown("about-imports", "# 1 &#42; 2"),
            Cell.code("imports", "import static c.C.d;\nimport b.B;", List.of()),
            Cell.markdown("about-first", "A text\n\nwith two paragraphs."),
            Cell.code("first", "int a = 1;\n\nint b = 1 * 2 & '<';", List.of()),
            Cell.code("second", "a + b", List.of(stored)),
            Cell.markdown("end", "The end.")),
        cells);
  }

  @Test
  void linesKeepTheirBreaks() {
    assertEquals(List.of("a\n", "\n", "b"), Cell.markdown("x", "a\n\nb\n").source());
  }

  @Test
  void valueThatIsMissingIsAFault() {
    assertThrows(MustacheException.class, () -> CellTemplate.cells(TEXT, Map.of(), CODE, Map.of()));
    assertThrows(
        MustacheException.class, () -> CellTemplate.cells(TEXT, TEXTS, Map.of(), Map.of()));
  }

  @Test
  void valueIsNeitherACellNorAnImport() {
    String hostile = "a\n```java stolen\nimport x.Y;\n```\n{{number}}";
    List<Cell> cells = CellTemplate.cells(TEXT, Map.of("title", hostile), CODE, Map.of());
    assertEquals(6, cells.size());
    assertEquals(
        Cell.markdown(
            "about-imports",
            "# a &#96;&#96;&#96;java stolen import x.Y; &#96;&#96;&#96; &#123;&#123;number&#125;&#125;"),
        cells.get(0));
    assertEquals("import static c.C.d;\nimport b.B;", String.join("", cells.get(1).source()));
  }
}
