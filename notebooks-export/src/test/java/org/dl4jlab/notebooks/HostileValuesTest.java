package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a run's folder becomes neither a cell, nor code, nor HTML. */
class HostileValuesTest {

  private static final String HOSTILE =
      "x\n```java stolen\nSystem.exit(0);\n```\n<script>alert('1')</script> | [a](b) \\\" {{seed}}";

  @TempDir Path temp;

  private RunFolder folder;
  private JsonNode ordinary;

  @BeforeEach
  void prepare() throws IOException {
    folder = MadeUpRuns.write(temp.resolve("run"), ImageNetwork.CNN);
    ordinary = exported();
  }

  private JsonNode exported() throws IOException {
    Path out = temp.resolve("out.ipynb");
    Cli.run("export", "--run", folder.path(), "--out", out).assertDone();
    return Cli.read(out);
  }

  /** The run's configuration with that value at one place. */
  private void put(String object, String field, JsonNode value) throws IOException {
    JsonNode config = RunFolder.JSON.readTree(Files.readString(folder.file(RunFolder.CONFIG)));
    ((ObjectNode) config.at(object)).set(field, value);
    folder.writeJson(RunFolder.CONFIG, config);
  }

  private static List<String> ids(JsonNode notebook) {
    List<String> ids = new ArrayList<>();
    notebook.get("cells").forEach(cell -> ids.add(cell.get("id") + " " + cell.get("cell_type")));
    return ids;
  }

  private static void assertNothingBreaksOut(JsonNode notebook) {
    for (JsonNode cell : notebook.get("cells")) {
      String source = Cli.source(cell);
      if (cell.get("cell_type").asText().equals("markdown")) {
        assertFalse(source.contains("<script"), source);
        assertFalse(source.contains("```"), source);
        assertFalse(source.contains("[a]("), source);
      } else {
        assertFalse(source.contains("\nSystem.exit"), source);
      }
      assertFalse(cell.toString().contains("\"text/html\":\"<script"), cell.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data title",
        "/data source",
        "/data kind",
        "/engine name",
        "/engine backend",
        "/machine processor",
        "/versions dl4j",
        "/options data",
        "/options engine",
        " created"
      })
  void textOfTheConfigurationStaysText(String place) throws IOException {
    int space = place.indexOf(' ');
    put(place.substring(0, space), place.substring(space + 1), RunFolder.tree(HOSTILE));
    JsonNode notebook = exported();
    assertEquals(ids(ordinary), ids(notebook));
    assertNothingBreaksOut(notebook);
  }

  /** For Unicode, but not for Java, a line ends at these; the code behind must stay a text. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u2028", "\u2029", "\r", "\u000b", "\f"})
  void noOtherLineBreakMakesAnImportOfAText(String lineBreak) throws IOException {
    put("/data", "source", RunFolder.tree("x" + lineBreak + "import a.B; System.exit(0); //;"));
    JsonNode notebook = exported();
    assertEquals(Cli.cell(ordinary, "imports"), Cli.cell(notebook, "imports"));
    String code = Cli.source(Cli.cell(notebook, "data"));
    assertFalse(code.contains(lineBreak), code);
    assertTrue(code.contains("import a.B; System.exit(0); //;\");"), code);
  }

  @Test
  void codeReadsInTheDirectionInWhichItRuns() throws IOException {
    put("/data", "source", RunFolder.tree("x\u202E // \u2066"));
    String code = Cli.source(Cli.cell(exported(), "data"));
    assertTrue(code.contains("\"x\\u202e // \\u2066\""), code);
  }

  @Test
  void dataPathIsOneLiteral() throws IOException {
    put("/data", "source", RunFolder.tree(HOSTILE));
    String code = Cli.source(Cli.cell(exported(), "data"));
    assertTrue(
        code.contains(
            "sets.open(\"x\\n```java stolen\\nSystem.exit(0);\\n```\\n<script>alert('1')</script>"
                + " | [a](b) \\\\\\\" {{seed}}\");"),
        code);
  }

  @Test
  void nameOfAClassIsText() throws IOException {
    put("/data", "class_names", RunFolder.tree(List.of(HOSTILE, "dog")));
    JsonNode metrics = RunFolder.JSON.readTree(Files.readString(folder.file(RunFolder.METRICS)));
    ((ObjectNode) metrics.at("/classes/0")).put("name", HOSTILE);
    folder.writeJson(RunFolder.METRICS, metrics);
    JsonNode notebook = exported();
    assertEquals(ids(ordinary), ids(notebook));
    assertNothingBreaksOut(notebook);
    String table = Cli.stored(notebook, "classes", "text/html");
    assertTrue(table.contains("&lt;script>") && !table.contains("<script"), table);
  }

  @Test
  void nameOfTheFolderIsText() throws IOException {
    folder = MadeUpRuns.write(temp.resolve("`x`\n<script>*"), ImageNetwork.CNN);
    JsonNode notebook = exported();
    assertNothingBreaksOut(notebook);
    String about = Cli.source(Cli.cell(notebook, "about-imports"));
    assertTrue(
        about.contains("run <code>&#96;x&#96; &#60;script&#62;&#42;</code> from its data"), about);
  }

  @Test
  void statusOfAnUnfinishedRunIsText() throws IOException {
    JsonNode metrics = RunFolder.JSON.readTree(Files.readString(folder.file(RunFolder.METRICS)));
    ((ObjectNode) metrics).put("status", HOSTILE).putNull("test");
    folder.writeJson(RunFolder.METRICS, metrics);
    assertNothingBreaksOut(exported());
  }

  @Test
  void notebookWithoutCodeShowsTextsBetweenFencesThatTheyCannotClose() throws IOException {
    put("/options", "network", RunFolder.tree(HOSTILE));
    folder.write(RunFolder.SUMMARY, "Layer\n```\n<script>\n");
    JsonNode notebook = exported();
    for (JsonNode cell : notebook.get("cells")) {
      assertEquals("markdown", cell.get("cell_type").asText());
    }
    assertEquals(
        "## Architecture\n\n````\nLayer\n```\n<script>\n````",
        Cli.source(Cli.cell(notebook, "graph")));
  }
}
