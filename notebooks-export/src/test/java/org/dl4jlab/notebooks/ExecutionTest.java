package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.dl4jlab.cifar.CifarMain;
import org.dl4jlab.run.Metrics;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every cell of a short run's notebook executes in JShell, which Java kernels are made of, and
 * prints what is stored with it.
 */
class ExecutionTest {

  @TempDir Path temp;

  private final PrintStream out = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void hush() {
    System.setOut(out);
  }

  @Test
  void cellsPrintTheRunsFigures() throws IOException {
    assertCellsPrintTheRunsFigures("cnn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "batchnorm"})
  @Tag("slow") // JShell compiles snippet by snippet
  void cellsOfOtherNetworksToo(String network) throws IOException {
    assertCellsPrintTheRunsFigures(network);
  }

  private void assertCellsPrintTheRunsFigures(String network) throws IOException {
    RunFolder run = train(network);
    Cli.run("export", "--run", run.path()).assertDone();
    JsonNode notebook = Cli.read(run.file("notebook.ipynb"));
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      for (JsonNode cell : notebook.get("cells")) {
        if (cell.get("cell_type").asText().equals("code")) {
          printed.reset();
          execute(shell, Cli.source(cell));
          String stored = Cli.stored(notebook, cell.get("id").asText(), "text");
          if (!stored.isEmpty()) {
            assertEquals(stored, text());
          }
          assertSaysTrue(cell.get("id").asText());
        }
      }
    }
    Metrics metrics = run.readMetrics();
    assertTrue(
        text()
            .contains(
                "here: loss %.6f, accuracy %.6f"
                    .formatted(metrics.test().loss(), metrics.test().accuracy())),
        text());
  }

  private void assertSaysTrue(String cell) {
    switch (cell) {
      case "provenance" -> assertEquals("These are the very images of the run.\n", text());
      case "configuration" -> assertTrue(text().endsWith("same network: true\n"), text());
      default -> {}
    }
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private RunFolder train(String network) {
    Path path = temp.resolve(network);
    CifarMain.main(
        new String[] {
          "train",
          "--network",
          network,
          "--data",
          "sample",
          "--epochs",
          "2",
          "--threads",
          "1",
          "--limit-train",
          "96",
          "--limit-test",
          "50",
          "--run",
          path.toString()
        });
    return RunFolder.open(path);
  }

  private static void execute(JShell shell, String code) {
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      String source = next.source() == null ? rest : next.source();
      for (SnippetEvent event : shell.eval(source)) {
        List<String> faults =
            shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList();
        assertEquals(List.of(), faults, source);
        assertTrue(event.exception() == null, () -> source + event.exception());
      }
      rest = next.source() == null ? "" : next.remaining();
    }
  }
}
