package org.dl4jlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.dl4jlab.device.Devices;
import org.dl4jlab.run.RunFolder;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class DevicesCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "tool")
  static class Tool {}

  private void run(String... args) {
    CommandLine commands = new CommandLine(new Tool()).addSubcommand(new DevicesCommand());
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false);
    assertEquals(CommandRunner.DONE, CommandRunner.run(commands, terminal, args), err.toString());
  }

  @Test
  void buildForTheProcessorRunsStockDl4jWhateverGpuThereIs() throws IOException {
    run("devices", "--json");
    JsonNode figures = RunFolder.JSON.readTree(out.toString());
    assertEquals("cpu", figures.get("build").asText());
    assertEquals("dl4j", figures.get("engine").asText());
    assertEquals("dl4j", figures.get("engines").get(0).get("name").asText());
    assertTrue(figures.get("engines").get(0).get("unavailable").isNull());
    assertEquals(Devices.support().usable(), figures.get("gpu_usable").asBoolean());
    assertEquals(Devices.gpus().gpus().size(), figures.get("gpus").size());
  }

  @Test
  void proseNamesProcessorBuildAndEngine() {
    run("devices");
    String prose = out.toString();
    int cores = Runtime.getRuntime().availableProcessors();
    assertTrue(prose.lines().findFirst().orElse("").contains(", " + cores + " cores"), prose);
    assertTrue(prose.lines().anyMatch("Build:     for the processor"::equals), prose);
    assertTrue(prose.lines().anyMatch("Engine:    dl4j is tried first"::equals), prose);
    assertFalse(prose.contains("null"), prose);
  }
}
