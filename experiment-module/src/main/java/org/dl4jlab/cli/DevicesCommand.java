package org.dl4jlab.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.dl4jlab.device.Devices;
import org.dl4jlab.device.Gpu;
import org.dl4jlab.device.GpuInventory;
import org.dl4jlab.device.GpuSupport;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.engine.Processor;
import org.dl4jlab.run.Machine;
import picocli.CommandLine.Command;

/** Tells what the machine has to compute with, and which engine will. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = "Show processor, GPUs and driver, and which engine would be used.")
public final class DevicesCommand extends BaseCommand {

  /**
   * What there is, as JSON.
   *
   * @param build {@code cpu} or {@code cuda}: what this program was built for
   * @param driverCuda the newest CUDA that the driver knows, null without a driver
   * @param gpuUsable whether a build with {@code -Pcuda} computes here
   * @param verdict why, in one line
   * @param engine that {@code --engine auto} tries first, null where none can run
   */
  private record Figures(
      String build,
      Machine machine,
      String vectors,
      String driverCuda,
      List<Gpu> gpus,
      boolean gpuUsable,
      String verdict,
      @JsonInclude(JsonInclude.Include.ALWAYS) String engine,
      List<Engines.Status> engines) {}

  @Override
  public Integer call() {
    Machine machine = Machine.current();
    String vectors = Processor.ofMachine().vectors();
    GpuInventory facts = Devices.gpus();
    GpuSupport verdict = Devices.support();
    List<Engines.Status> engines = Engines.status();
    String engine =
        engines.stream()
            .filter(status -> status.unavailable() == null)
            .map(Engines.Status::name)
            .findFirst()
            .orElse(null);
    say(
        "Processor: %s, %d cores%s",
        machine.processor(), machine.cores(), vectors.isEmpty() ? "" : ", " + vectors);
    for (Gpu gpu : facts.gpus()) {
      say("GPU:       %s, %s", gpu.describe(), gpu.uuid());
    }
    say("Driver:    %s", driver(facts));
    say("Build:     for the %s", Backend.onGpu() ? "GPU (-Pcuda)" : "processor");
    if (Backend.onGpu() ? verdict.usable() : !facts.gpus().isEmpty()) {
      say("On CUDA:   %s", verdict.line());
    }
    for (Engines.Status status : engines) {
      say(
          "Engine:    %s %s",
          status.name(),
          status.unavailable() != null
              ? "not here: " + status.unavailable()
              : status.name().equals(engine) ? "is tried first" : "can run");
    }
    result(
        new Figures(
            Backend.onGpu() ? "cuda" : "cpu",
            machine,
            vectors,
            facts.driver() == 0 ? null : facts.driverCuda(),
            facts.gpus(),
            verdict.usable(),
            verdict.line(),
            engine,
            engines));
    return CommandRunner.DONE;
  }

  private static String driver(GpuInventory facts) {
    if (facts.failure() != null) {
      return "cannot be used: " + facts.failure();
    }
    return facts.driver() == 0 ? "none" : "for CUDA " + facts.driverCuda();
  }
}
