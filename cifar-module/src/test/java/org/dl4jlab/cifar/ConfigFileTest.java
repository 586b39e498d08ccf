package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options in a file, and the file that each run leaves. */
class ConfigFileTest {

  @TempDir Path temp;
  private Cli cli;

  @BeforeEach
  void openProgram() {
    cli = CifarCli.withoutServer(temp.resolve("cache"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("options.yaml"), text);
  }

  @Test
  void eachRunHasAFileThatRepeatsIt() throws IOException {
    Path run = temp.resolve("run");
    Object[] typed = {
      "train",
      "--network",
      "cnn",
      "--data",
      "sample",
      "--limit-train",
      60,
      "--limit-test",
      20,
      "--epochs",
      2,
      "--batch",
      8,
      "--learning-rate",
      0.002,
      "--seed",
      9,
      "--validation",
      0.2,
      "--keep",
      "best",
      "--patience",
      5,
      "--min-improvement",
      0.001,
      "--schedule",
      "one-cycle",
      "--pace",
      "step",
      "--label-smoothing",
      0.1,
      "--weight-decay",
      0.01,
      "--clip-value",
      0.5,
      "--class-weights",
      "balanced",
      "--average",
      0.9,
      "--run",
      run
    };
    cli.run(typed).assertDone();
    Path again = temp.resolve("again");
    cli.run("train", "--config", run.resolve("train.yaml"), "--run", again).assertDone();
    RunFolder first = RunFolder.open(run);
    RunFolder second = RunFolder.open(again);
    assertEquals(first.readConfig().options(), second.readConfig().options());
    assertEquals(first.readHistory(), second.readHistory());
    assertEquals(first.readMetrics().test(), second.readMetrics().test());
    assertEquals(
        Files.readString(run.resolve("train.yaml")), Files.readString(again.resolve("train.yaml")));
    assertTrue(
        Files.readString(run.resolve("train.yaml")).contains("schedule: one-cycle\n"),
        Files.readString(run.resolve("train.yaml")));
  }

  @Test
  void typedOptionsComeBeforeThoseOfTheFile() throws IOException {
    Path file =
        file(
            """
            # a small one
            network: dense
            data: "sample"
            limit-train: 40
            limit-test: 20
            epochs: 3
            """);
    Path run = temp.resolve("run");
    cli.run("train", "--config", file, "--epochs", 1, "--run=" + run).assertDone();
    RunFolder folder = RunFolder.open(run);
    assertEquals(1, folder.readHistory().epochs().size());
    assertEquals("dense", folder.readConfig().options().get("network").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "epochs: 1|epoch: 2;line 2: there is no option 'epoch' here",
        "epochs: many;line 1: --epochs takes a whole number, not 'many'",
        "schedule: linear;line 1: --schedule takes constant, step, cosine, one-cycle or triangle, not 'linear'",
        "epochs: 1|epochs: 2;line 2: 'epochs' stands here a second time",
        "epochs: [1, 2];line 1: an option and its value belong here",
        "- epochs;line 1: an option and its value belong here",
        "epochs;line 1: an option and its value belong here",
        "epochs: 1|  batch: 2;line 2: this is no YAML",
        "resume: run;line 1: there is no option 'resume' here",
        "config: other.yaml;line 1: there is no option 'config' here"
      })
  void badLineIsNamed(String lines, String because) throws IOException {
    cli.run("train", "--config", file(lines.replace('|', '\n'))).assertFailed(because);
  }

  @Test
  void fileThatIsNoneIsNamed() throws IOException {
    cli.run("train", "--config", temp.resolve("none.yaml")).assertFailed("There is no file");
    Path binary = Files.write(temp.resolve("binary"), "a: ü".getBytes(StandardCharsets.ISO_8859_1));
    cli.run("train", "--config", binary).assertFailed("is no text in UTF-8");
  }

  @Test
  void whatDoesNotGoTogetherIsWrongUsage() throws IOException {
    cli.run("train", "--validation", "test", "--keep", "best")
        .assertWrongUsage("hold samples out with --validation 0.1");
    cli.run("train", "--validation", "all").assertWrongUsage("auto, test, or a share");
    cli.run("train", "--warmup", 10).assertWrongUsage("leaves none of 10");
    cli.run("train", "--config", file("patience: 2\nvalidation: test\n"))
        .assertWrongUsage("hold samples out with --validation 0.1");
    cli.run("train", "--data", "sample", "--patience", 2, "--run", temp.resolve("run"))
        .assertFailed("hold samples out with --validation 0.1");
  }

  @Test
  void resumedRunKeepsItsMethod() throws IOException {
    Path run = temp.resolve("run");
    cli.run(
            "train",
            "--network",
            "cnn",
            "--data",
            "sample",
            "--limit-train",
            40,
            "--limit-test",
            20,
            "--epochs",
            1,
            "--validation",
            0.25,
            "--run",
            run)
        .assertDone();
    cli.run("train", "--resume", run, "--validation", 0.1).assertWrongUsage("keeps its options");
    cli.run("train", "--resume", run, "--config", file("schedule: cosine\n"))
        .assertWrongUsage("keeps its options");
    cli.run("train", "--resume", run, "--epochs", 2)
        .assertDone()
        .assertSays("10 of the 40 training images, held out");
  }
}
