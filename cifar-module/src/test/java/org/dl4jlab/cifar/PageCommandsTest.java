package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code report} and {@code compare}, and the option {@code --ui}. */
class PageCommandsTest {

  @TempDir static Path temp;
  private static Cli cli;
  private static Path run;

  @BeforeAll
  static void train() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
    run = train("run");
  }

  private static Path train(String name) {
    Path folder = temp.resolve(name);
    cli.run(
            "train",
            "--network",
            "cnn",
            "--data",
            "sample",
            "--limit-train",
            32,
            "--limit-test",
            20,
            "--epochs",
            1,
            "--run",
            folder)
        .assertDone();
    return folder;
  }

  @Test
  void trainingLeavesAReportThatTheCommandWritesAgain() throws IOException {
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains("<h1>cnn on sample</h1>"));
    assertEquals(10 + mistakes(), report.split("<img ", -1).length - 1);
    Path again = temp.resolve("again.html");
    String out = cli.run("report", "--run", run, "--out", again).assertDone().out();
    assertEquals("Report: " + again, out.strip());
    assertEquals(report, Files.readString(again));
  }

  private static int mistakes() throws IOException {
    return RunFolder.JSON.readTree(run.resolve("mistakes.json").toFile()).size();
  }

  @Test
  void reportOfAnIncompleteFolderSaysWhatIsMissing() throws IOException {
    Path incomplete = train("incomplete");
    Files.delete(incomplete.resolve("metrics.json"));
    String out = cli.run("report", "--run", incomplete).assertDone().out();
    assertTrue(
        out.lines().anyMatch("The run %s has no metrics.json".formatted(incomplete)::equals), out);
    JsonNode json = cli.run("report", "--run", incomplete, "--json").assertDone().json();
    assertEquals(1, json.get("notices").size());
  }

  @Test
  void folderWithoutARunHasNoReport() throws IOException {
    Path empty = Files.createDirectories(temp.resolve("empty"));
    cli.run("report", "--run", empty).assertFailed("is not a run folder");
    cli.run("compare", run, empty).assertFailed("is not a run folder");
  }

  @Test
  void comparisonHasTwoToEightRuns() throws IOException {
    Path page = temp.resolve("compare.html");
    Path other = train("other");
    JsonNode runs = cli.run("compare", run, other, "--out", page, "--json").assertDone().json();
    assertEquals("cnn", runs.get(0).get("network").asText());
    assertEquals("sample", runs.get(1).get("data").asText());
    assertTrue(Files.readString(page).contains("2 runs compared"));
    cli.run("compare", run).assertWrongUsage("A comparison has 2 to 8 runs, not 1");
    cli.run("compare").assertWrongUsage("RUN");
  }

  @Test
  void portOfTheLivePageIsChecked() {
    cli.run("train", "--data", "sample", "--ui", 65_536, "--run", temp.resolve("x"))
        .assertWrongUsage("A port is a number from 1 to 65535, not 65536");
    cli.run("train", "--data", "sample", "--ui", "here", "--run", temp.resolve("x"))
        .assertWrongUsage("--ui");
  }
}
