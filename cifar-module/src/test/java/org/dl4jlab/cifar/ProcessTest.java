package org.dl4jlab.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, with a terminal, a full disk or a pipe around it. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ProcessTest {

  private static final byte CONTROL_C = 3;
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path temp;

  private static List<String> command(Object... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                CifarMain.class.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    return command;
  }

  @Test
  void controlCSavesInATerminal() throws Exception {
    Path run = temp.resolve("run");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    PtyProcess process =
        new PtyProcessBuilder(
                command(
                        "train",
                        "--data",
                        "sample",
                        "--network",
                        "cnn",
                        "--epochs",
                        1000,
                        "--run",
                        run)
                    .toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(100)
            .setRedirectErrorStream(true)
            .start();
    try {
      StringBuilder said = new StringBuilder();
      read(process.getInputStream(), said, "Epoch 2/1000");
      process.getOutputStream().write(CONTROL_C);
      process.getOutputStream().flush();
      read(process.getInputStream(), said, "--resume");
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertTrue(said.toString().contains("To continue: train --resume " + run), said.toString());
      RunFolder folder = RunFolder.open(run);
      assertEquals("interrupted", folder.readMetrics().status());
      assertTrue(folder.readModel().getIterationCount() > 0);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Until something has been said, or the process ends. */
  private static void read(InputStream in, StringBuilder said, String words) throws IOException {
    byte[] bytes = new byte[1 << 12];
    int from = said.length();
    while (said.indexOf(words, from) < 0) {
      int count = in.read(bytes);
      if (count < 0) {
        return;
      }
      said.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
    }
  }

  @Test
  void aFullDiskIsToldOfAndAFailure() throws Exception {
    Path err = temp.resolve("err");
    Process process =
        new ProcessBuilder(command("summary", "--json"))
            .redirectOutput(new File("/dev/full"))
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    List<String> lines = Files.readAllLines(err);
    assertEquals(
        List.of("Failed: the output could not be written: No space left on device"),
        lines.stream().filter(line -> line.startsWith("Failed")).toList());
    assertEquals(CommandRunner.FAILED, process.exitValue());
  }

  /** What a command printed, started in the temporary folder. */
  private List<String> said(Object... args) throws Exception {
    Process process =
        new ProcessBuilder(command(args))
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    return said.lines().toList();
  }

  @Test
  void runsAreFoundWithoutTheirWholeNames() throws Exception {
    List<String> none = said("evaluate");
    assertEquals(
        List.of(
            "Failed: There is no run in runs yet; train one, or name another's folder by --run"),
        none);
    List<String> quiet =
        said(
            "train",
            "--data",
            "sample",
            "--network",
            "dense",
            "--epochs",
            1,
            "--limit-train",
            64,
            "--limit-test",
            32,
            "--quiet");
    assertEquals(List.of(), quiet);
    List<String> runs = said("runs");
    assertEquals(2, runs.size(), runs::toString);
    String name = runs.get(1).split(" ")[0];
    assertTrue(name.startsWith("cifar-dense-"), name);
    assertTrue(runs.get(1).contains("finished"), runs::toString);
    assertEquals("Run: runs/" + name, said("evaluate").get(0));
    assertEquals(
        "Report: runs/" + name + "/report.html", said("report", "--run", "cifar-d").get(0));
  }

  @Test
  void whoStopsListeningIsNotComplainedTo() throws Exception {
    List<String> shell = List.of("sh", "-c", "\"$@\" | head -1; true", "sh");
    List<String> command = new ArrayList<>(shell);
    command.addAll(command("summary"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(1, said.lines().count(), said);
  }
}
