package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.cifar.data.FakeCifar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look at a run leave its files as they are, and what they draw in this folder. */
@Timeout(300)
class LookingChangesNothingTest {

  @TempDir static Path temp;
  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = FakeCifar.folder(temp.resolve("data"), 20);
    run = temp.resolve("run");
    CifarCli.withoutServer(temp.resolve("cache"))
        .run("train", "--network", "cnn", "--data", data, "--epochs", 1, "--run", run)
        .assertDone();
  }

  /** Each file's bytes, as a number. */
  private static Map<String, Integer> files(Path folder) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  /** The program in a JVM whose working directory is the folder. */
  private static String inFolder(Path folder, Object... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CifarMain.class.getName()));
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    File out = Files.createTempFile(temp, "out", ".txt").toFile();
    Process program =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start();
    assertTrue(program.waitFor(200, TimeUnit.SECONDS));
    String said = Files.readString(out.toPath());
    assertEquals(0, program.exitValue(), said);
    return said;
  }

  @Test
  void predictionsAreDrawnInThisFolder() throws Exception {
    Map<String, Integer> before = files(run);
    Path here = Files.createDirectory(temp.resolve("predict"));
    String said = inFolder(here, "predict", "--run", run, "--seed", 7);
    assertEquals(before, files(run));
    assertEquals(List.of("predictions.png"), List.copyOf(files(here).keySet()));
    assertTrue(said.contains("Picture: predictions.png"), said);
    assertTrue(said.matches("(?s).*predicted \\w+, actually \\w+ +\\d+\\.\\d%.*"), said);
  }

  @Test
  void anInspectionOfOtherDataIsDrawnInThisFolder() throws Exception {
    Map<String, Integer> before = files(run);
    Path here = Files.createDirectory(temp.resolve("other"));
    String said = inFolder(here, "inspect", "--run", run, "--data", data);
    assertEquals(before, files(run));
    assertTrue(Files.exists(here.resolve("inspect/filters.png")), said);
    assertFalse(said.contains("Report:"), said);
  }

  @Test
  void anInspectionAddsPicturesAndChangesTheReportAlone() throws IOException {
    Path copy = Files.createDirectory(temp.resolve("copy"));
    for (String file : files(run).keySet()) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }
    Map<String, Integer> before = files(copy);
    CifarCli.withoutServer(temp.resolve("cache")).run("inspect", "--run", copy).assertDone();
    Map<String, Integer> after = files(copy);
    after.keySet().removeIf(file -> file.startsWith("inspect"));
    assertNotEquals(before.remove("report.html"), after.remove("report.html"));
    assertEquals(before, after);
  }
}
