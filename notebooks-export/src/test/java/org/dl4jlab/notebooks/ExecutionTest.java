package org.dl4jlab.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.dl4jlab.cifar.CifarMain;
import org.dl4jlab.imdb.ImdbMain;
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
 * The cells of a short run's notebook, compiled together as one program, print what is stored with
 * them. (In a kernel they are executed by {@code run-notebook.sh}.)
 */
class ExecutionTest {

  private static final String END_OF_CELL = "-- end of ";

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

  @ParameterizedTest
  @ValueSource(strings = {"cnn", "batchnorm"})
  void cellsPrintTheRunsFigures(String network) throws Exception {
    Path run = temp.resolve(network);
    CifarMain.main(training(run, "--network", network));
    Map<String, String> texts = assertSameFigures(RunFolder.open(run), "data");
    assertEquals("These are the images of the run.\n", texts.get("provenance"));
  }

  @Test
  @Tag("slow")
  void cellsPrintTheDenseRunsFigures() throws Exception {
    cellsPrintTheRunsFigures("dense");
  }

  @Test
  void cellsPrintTheRunsFiguresOfReviews() throws Exception {
    assertSameReviewsAndFigures(trainOnReviews("--tokens", "50"));
  }

  @Test
  void cellsPrintTheRunsFiguresOfThreeClasses() throws Exception {
    StringBuilder csv = new StringBuilder("text,stars\n");
    for (int i = 0; i < 150; i++) {
      csv.append(
          "The film was %s.,%d%n".formatted(List.of("bad", "fair", "good").get(i % 3), 1 + i % 3));
    }
    Path data = Files.writeString(temp.resolve("stars.csv"), csv);
    Path run = temp.resolve("stars");
    ImdbMain.main(
        new String[] {
          "train",
          "--data",
          data.toString(),
          "--tokens",
          "20",
          "--epochs",
          "2",
          "--threads",
          "1",
          "--run",
          run.toString()
        });
    Map<String, String> texts = assertSameFigures(RunFolder.open(run), "texts");
    assertEquals("These are the reviews and vectors of the run.\n", texts.get("provenance"));
    assertFalse(texts.containsKey("probabilities"));
    String notebook = Files.readString(run.resolve("notebook.ipynb"));
    assertTrue(notebook.contains("one of 3 classes: 1, 2, 3"), notebook);
    assertTrue(notebook.contains("**softmax** gives 3 numbers"), notebook);
    assertFalse(notebook.contains("sigmoid**"), notebook);
  }

  @Test
  @Tag("slow")
  void cellsPrintTheRunsFiguresWithVectorsOfAFile() throws Exception {
    String vectors = trainOnReviews("--tokens", "50").resolve("vectors.bin").toString();
    assertSameReviewsAndFigures(trainOnReviews("--vectors", vectors));
  }

  private Path trainOnReviews(String option, String value) {
    Path run = temp.resolve("reviews" + option);
    ImdbMain.main(training(run, option, value));
    return run;
  }

  private void assertSameReviewsAndFigures(Path run) throws Exception {
    Map<String, String> texts = assertSameFigures(RunFolder.open(run), "texts");
    assertEquals("These are the reviews and vectors of the run.\n", texts.get("provenance"));
    assertEquals(
        Cli.stored(Cli.read(run.resolve("notebook.ipynb")), "probabilities", "text"),
        texts.get("probabilities"));
  }

  private static String[] training(Path run, String option, String value) {
    return new String[] {
      "train",
      option,
      value,
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
      run.toString()
    };
  }

  /** What the notebook's cells print. */
  private Map<String, String> assertSameFigures(RunFolder run, String dataCell) throws Exception {
    Cli.run("export", "--run", run.path()).assertDone();
    JsonNode notebook = Cli.read(run.file("notebook.ipynb"));
    Map<String, String> texts = execute(codeCells(notebook));
    for (String cell : List.of(dataCell, "graph", "engine", "training", "test")) {
      assertFalse(texts.get(cell).isEmpty(), cell);
      assertEquals(Cli.stored(notebook, cell, "text"), texts.get(cell), cell);
    }
    assertTrue(texts.get("configuration").endsWith("same network: true\n"), texts.toString());
    Metrics metrics = run.readMetrics();
    assertTrue(
        texts
            .get("comparison")
            .endsWith(
                "here: loss %.6f, accuracy %.6f\n"
                    .formatted(metrics.test().loss(), metrics.test().accuracy())),
        texts.toString());
    return texts;
  }

  private static List<JsonNode> codeCells(JsonNode notebook) {
    List<JsonNode> cells = new ArrayList<>();
    notebook.get("cells").forEach(cells::add);
    cells.removeIf(cell -> !cell.get("cell_type").asText().equals("code"));
    return cells;
  }

  /** What each cell prints. */
  private Map<String, String> execute(List<JsonNode> cells) throws Exception {
    Path source = temp.resolve("Cells.java");
    Files.writeString(source, program(cells));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                temp.toString(),
                source.toString());
    assertEquals(0, status, "the cells do not compile");
    printed.reset();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
      loader.loadClass("Cells").getMethod("run").invoke(null);
    }
    Map<String, String> texts = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    for (String line : printed.toString(StandardCharsets.UTF_8).split("(?<=\n)")) {
      if (line.startsWith(END_OF_CELL)) {
        texts.put(line.substring(END_OF_CELL.length()).strip(), text.toString());
        text.setLength(0);
      } else {
        text.append(line);
      }
    }
    return texts;
  }

  /** Imports, then classes, then everything else in one method; an expression is evaluated. */
  private static String program(List<JsonNode> cells) {
    StringBuilder imports = new StringBuilder();
    StringBuilder classes = new StringBuilder();
    StringBuilder statements = new StringBuilder();
    for (JsonNode cell : cells) {
      String code = Cli.source(cell);
      if (code.startsWith("import ")) {
        imports.append(code).append('\n');
      } else if (code.contains("public final class ")) {
        classes.append(code.replace("public final class", "final class")).append('\n');
      } else {
        boolean expression = code.endsWith(")");
        statements
            .append(expression ? "java.util.Objects.requireNonNull(" + code + ");" : code)
            .append(
                "\nSystem.out.println(\"%s%s\");\n"
                    .formatted(END_OF_CELL, cell.get("id").asText()));
      }
    }
    return imports
        + "\n"
        + classes
        + "public class Cells {\n  public static void run() throws Exception {\n"
        + statements
        + "  }\n}\n";
  }
}
