package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.testing.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

  private static final String[] SMALL = {
    "sweep", "--data", "sample", "--limit-train", "60", "--limit-test", "30"
  };
  private static final String[] GRID = {
    "--network", "dense,cnn", "--learning-rate", "1e-4,5e-4,1e-3", "--seed", "1,2", "--epochs", "2"
  };
  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path temp;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aKilledSweepEndsWithTheTableOfOneThatWasNot() throws Exception {
    Path killed = temp.resolve("killed");
    Process process = start(killed);
    while (process.isAlive() && !Files.exists(killed.resolve("02-1e-4-cnn-seed-1/config.json"))) {
      Thread.sleep(5);
    }
    process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(process.exitValue() > 128, () -> "not killed: " + process.exitValue());
    assertFalse(Files.exists(killed.resolve("table.csv")));
    assertTrue(Files.exists(killed.resolve("01-1e-4-dense-seed-1/metrics.json")));
    Path whole = temp.resolve("whole");

    Cli.Result resumed = cli().run("sweep", "--sweep", killed).assertDone();
    sweep(whole, GRID, "--parallel", "2").assertDone();

    resumed.assertSays("seed 1: epoch 2").assertSays("trained before").assertSays("Table: ");
    assertEquals(table(whole), table(killed));
    assertEquals(1 + 6, table(whole).size());
    assertTrue(Files.readString(whole.resolve("compare.html")).contains("6 runs compared"));
  }

  @Test
  void halvingTrainsTheBestOn() throws Exception {
    Path sweep = temp.resolve("halved");
    String[] options = {"--learning-rate", "1e-5,1e-3", "--network", "dense", "--epochs", "2"};

    sweep(sweep, options, "--halving", "2")
        .assertDone()
        .assertSays("2 of 2 settings to epoch 1")
        .assertSays("1 of 2 settings to epoch 2");

    List<String> table = table(sweep);
    String best = table.get(1).split(",")[0];
    String other = table.get(2).split(",")[0];
    assertTrue(table.get(1).startsWith(best + ",2,1,0,"), table.get(1));
    assertTrue(table.get(2).startsWith(other + ",1,1,0,"), table.get(2));
    Path whole = temp.resolve("whole");
    sweep(whole, options).assertDone();
    assertTrue(
        table(whole).contains(table.get(1)), () -> table.get(1) + " is not as if never stopped");
    cli().run("sweep", "--sweep", sweep).assertDone().assertSays("trained before");
    assertEquals(table, table(sweep));
  }

  @Test
  void aTrainingThatFailsIsNamedAndTheOthersAreKept() throws Exception {
    Path sweep = temp.resolve("failing");

    Cli.Result result =
        sweep(sweep, new String[] {"--engine", "dl4j,fast", "--network", "cnn", "--epochs", "1"});

    result.assertFailed("1 of the trainings failed, first engine fast, seed 42: ");
    assertTrue(table(sweep).get(1).startsWith("dl4j,1,1,0,"), table(sweep).get(1));
    assertEquals("fast,0,0,1,,,,,", table(sweep).get(2));
  }

  @Test
  void whatMakesNoSweepIsRefusedBeforeAnythingIsTrained() {
    Path sweep = temp.resolve("none");

    sweep(sweep, new String[] {"--epochs", "1,0"}).assertWrongUsage("1 to 1,000,000");
    sweep(sweep, new String[] {"--network", "dense,ccn"}).assertWrongUsage("dense, cnn, batch");
    sweep(sweep, new String[] {"--seed", "1,x"}).assertWrongUsage("a whole number, not 'x'");
    sweep(sweep, new String[] {"--learning-rate", "1e-3,0.001"}).assertWrongUsage("are the same");
    sweep(sweep, new String[] {"--learning-rate", "1e-4..1e-3"}).assertWrongUsage("--sample");
    sweep(sweep, new String[] {}, "--parallel", "0").assertWrongUsage("At least 1");
    sweep(sweep, new String[] {"--run", "x"}).assertWrongUsage("--run");
    sweep(sweep, new String[] {"--config", "x"}).assertWrongUsage("--config");
    assertFalse(Files.exists(sweep));
  }

  @Test
  void changesOfImagesAreOneSetting() throws Exception {
    Path sweep = temp.resolve("changed");
    String[] options = {"--augment", "flip,crop:2", "--network", "cnn", "--epochs", "1"};

    sweep(sweep, options).assertDone();

    assertEquals(1 + 1, table(sweep).size());
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws Exception {
    Path sweep = temp.resolve("other");
    Files.createDirectories(sweep);
    Files.writeString(sweep.resolve("notes.txt"), "mine");

    sweep(sweep, new String[] {}).assertFailed("is there already, and no sweep");
    Files.writeString(sweep.resolve("sweep.json"), "{}");
    cli().run("sweep", "--sweep", sweep).assertFailed("sweep.json is damaged");
    assertEquals("mine", Files.readString(sweep.resolve("notes.txt")));
  }

  private Cli cli() {
    return CifarCli.withoutServer(temp.resolve("cache"));
  }

  private Cli.Result sweep(Path folder, String[] options, String... more) {
    List<Object> line = new ArrayList<>(List.of((Object[]) SMALL));
    line.addAll(List.of((Object[]) options));
    line.addAll(List.of((Object[]) more));
    line.addAll(List.of("--sweep", folder));
    return cli().run(line.toArray());
  }

  private Process start(Path folder) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                CifarMain.class.getName()));
    line.addAll(List.of(SMALL));
    line.addAll(List.of(GRID));
    line.addAll(List.of("--sweep", folder.toString()));
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> table(Path sweep) throws IOException {
    return Files.readAllLines(sweep.resolve("table.csv"));
  }
}
