package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.run.RunFolder;

/** Runs the command line as a person does, without a process of its own. */
final class Cli {

  /** What a command left behind. */
  record Result(int status, String out, String err) {

    Result assertDone() {
      assertEquals(0, status, err);
      assertEquals("", err);
      return this;
    }

    Result assertFailed(String because) {
      assertEquals(1, status, out + err);
      assertEquals(1, err.lines().count(), err);
      assertTrue(err.startsWith("Failed: "), err);
      assertTrue(err.contains(because), err);
      return this;
    }

    /** Says so, in a line of its own. */
    Result assertSays(String line) {
      assertTrue(out.lines().anyMatch(said -> said.contains(line)), out);
      return this;
    }
  }

  private Cli() {}

  static Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        NotebooksMain.run(
            new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false),
            Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    return new Result(status, out.toString(), err.toString());
  }

  static JsonNode read(Path notebook) throws IOException {
    return RunFolder.JSON.readTree(Files.readString(notebook));
  }

  /** The cell of that name. */
  static JsonNode cell(JsonNode notebook, String id) {
    return StreamSupport.stream(notebook.get("cells").spliterator(), false)
        .filter(cell -> cell.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no cell " + id));
  }

  static String source(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.get("source").forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  /** What the cell's first stored output shows in that form. */
  static String stored(JsonNode notebook, String id, String form) {
    JsonNode output = cell(notebook, id).get("outputs").path(0);
    return form.equals("text")
        ? output.path("text").asText()
        : output.at("/data").path(form).asText();
  }
}
