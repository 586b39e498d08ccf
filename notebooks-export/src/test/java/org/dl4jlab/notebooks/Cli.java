package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.Terminal;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli.Result;

/** Runs the command line as a person does, without a process of its own. */
final class Cli {

  private static final org.dl4jlab.testing.Cli NOTEBOOKS =
      new org.dl4jlab.testing.Cli(
          "notebooks", (out, err, args) -> NotebooksMain.run(new Terminal(out, err, false), args));

  private Cli() {}

  /** What is done is done without a complaint. */
  static Result run(Object... args) {
    Result result = NOTEBOOKS.run(args);
    if (result.status() == CommandRunner.DONE) {
      assertEquals("", result.err());
    }
    return result;
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
