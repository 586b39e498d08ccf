package org.dl4jlab.cli;

import org.dl4jlab.device.Devices;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.source.Broken;
import org.dl4jlab.source.ConsoleProgress;
import org.dl4jlab.source.DataAccess;
import picocli.CommandLine.Option;

/** What the commands on an experiment's data share. */
public abstract class DataCommand extends BaseCommand {

  @Option(names = "--offline", description = "Never download anything.")
  private boolean offline;

  @Option(
      names = "--broken",
      paramLabel = "skip|stop",
      description =
          "What to do about samples that cannot be read: leave them out, or stop (default skip).")
  private Broken broken = Broken.SKIP;

  private final DataLocations locations;

  protected DataCommand(DataLocations locations) {
    this.locations = locations;
  }

  /** How this command comes by data, telling of it as it goes. */
  protected DataAccess access() {
    return new DataAccess(
        locations.cache(),
        locations.mirror(),
        offline,
        ConsoleProgress.ofDownload(prose(), interactive()),
        ConsoleProgress.ofReading(prose(), interactive()),
        broken,
        notice -> say("%s", notice));
  }

  /** Tells of the GPU, or fails before anything slow is done, where the build computes on one. */
  protected void checkDevice() {
    Devices.require();
    if (Backend.onGpu()) {
      say("%s", Devices.support().line());
    }
  }
}
