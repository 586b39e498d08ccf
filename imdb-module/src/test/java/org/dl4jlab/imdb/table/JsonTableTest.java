package org.dl4jlab.imdb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTableTest {

  @TempDir Path temp;

  private TextTable read(String json) throws IOException {
    Path file = Files.writeString(temp.resolve("own.jsonl"), json);
    return TableFile.read(file, TableFile.format(file).orElseThrow(), true);
  }

  private void assertRefused(String json, String because) {
    var e = assertThrows(UserException.class, () -> read(json));
    assertTrue(e.getMessage().contains(temp.resolve("own.jsonl").toString()), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\": \"Fine,\\nreally\", \"label\": 1}\n{\"label\": 0, \"text\": \"Bad\"}\n",
        "\uFEFF[{\"text\": \"Fine,\\nreally\", \"label\": 1.0},\n {\"text\": \"Bad\", \"label\": 0.0}]",
        "[\n]{}",
      })
  void aLineOrAnArrayOfObjects(String json) throws IOException {
    if (json.startsWith("[\n]")) {
      assertRefused("[\n]", "holds no texts");
      return;
    }
    List<TextRow> rows = read(json).rows();
    assertEquals(List.of("Fine,\nreally", "Bad"), rows.stream().map(TextRow::text).toList());
    assertEquals(List.of(1L, 2L), rows.stream().map(TextRow::number).toList());
    assertTrue(rows.get(1).label().startsWith("0"));
  }

  @Test
  void labelsMayBeNumbersWordsOrTruth() throws IOException {
    TextTable table =
        read(
            "{\"reviewText\": \"a\", \"overall\": 5.0, \"id\": [1]}\n"
                + "{\"overall\": \"good\", \"reviewText\": \"b\"}\n"
                + "\n{\"reviewText\": \"c\", \"overall\": true}\n"
                + "{\"reviewText\": null, \"overall\": 1}\n{\"overall\": 1}");
    assertEquals(
        List.of("5.0", "good", "true"), table.rows().stream().map(TextRow::label).toList());
    assertEquals(4, table.rows().get(2).number());
    assertEquals(2, table.blank());
  }

  @Test
  void damageIsNamedWithItsLine() {
    assertRefused("{\"text\": \"a\", \"label\": 1}\n{\"text\": \"b\", \n", "line 3 is not a whole");
    assertRefused("{\"text\": \"a\", \"label\": 1}\nnonsense\n", "line 2 is not a whole");
    assertRefused("[{\"text\": \"a\", \"label\": 1}", "line 1 is not a whole");
    assertRefused("\"text\"", "line 1 is not a whole");
    assertRefused("", "holds no texts");
    assertRefused("{\"words\": \"a\", \"label\": 1}", "its columns are 'words, label'");
    assertRefused("{\"text\": \"a\", \"label\": [1, 2]}", "'label' in line 1");
    assertRefused("{\"text\": {\"a\": 1}, \"label\": 1}", "'text' in line 1");
    assertRefused("{\"text\": \"a\", \"label\": null}", "The text in line 1 of");
  }
}
