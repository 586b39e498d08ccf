package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

  private static final String TEXT =
      """
      import b.B;

      # ${title}

      ```java imports
      ```

      A text

      with two paragraphs.



      ```java first
      int a = 1;

      int b = ${number};
      ```
      ```java second
      import static c.C.d;
      import b.B;
      a + b
      ```

      The end.
      """;

  private static final Map<String, String> VALUES = Map.of("title", "$1 \\ title", "number", "2");

  @Test
  void blocksAreCells() {
    Output stored = Output.printed("3\n");
    List<Cell> cells = Template.cells(TEXT, VALUES, Map.of("second", List.of(stored)));
    assertEquals(
        List.of(
            Cell.markdown("about-imports", "# $1 \\ title"),
            Cell.code("imports", "import static c.C.d;\nimport b.B;", List.of()),
            Cell.markdown("about-first", "A text\n\nwith two paragraphs."),
            Cell.code("first", "int a = 1;\n\nint b = 2;", List.of()),
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
    assertThrows(IllegalStateException.class, () -> Template.cells(TEXT, Map.of(), Map.of()));
  }
}
