package org.dl4jlab.cli;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.device.Devices;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.source.Cache;
import org.dl4jlab.source.RemoteFile;
import picocli.CommandLine.Option;

/** What the commands on an experiment's data share. */
public abstract class DataCommand extends BaseCommand {

  /**
   * Where real data is looked for.
   *
   * @param cache of downloads
   * @param archive the official archive
   */
  public record DataLocations(Cache cache, RemoteFile archive) {}

  @Option(names = "--offline", description = "Never download.")
  private boolean offline;

  private final DataLocations places;

  protected DataCommand(DataLocations places) {
    this.places = places;
  }

  protected DataLocations places() {
    return places;
  }

  protected boolean offline() {
    return offline;
  }

  /** Tells of the GPU, or fails before anything slow is done, where the build computes on one. */
  protected void checkDevice() {
    Devices.require();
    if (Backend.onGpu()) {
      say("%s", Devices.support().line());
    }
  }

  /** What {@code --data} was for a run, or what the person names in its place. */
  protected static String dataOf(RunConfig config, String named) {
    if (named != null) {
      return named;
    }
    return config.data().fromSample() ? config.data().kind() : config.data().source();
  }

  protected Engine openEngine(String name, ComputationGraph graph) {
    return openEngine(name, graph, EngineOptions.defaults());
  }

  /** The engine of that name, or the fastest, with a line that says why a faster one is not. */
  protected Engine openEngine(String name, ComputationGraph graph, EngineOptions options) {
    return name.equals(Engines.AUTO)
        ? Engines.fastest(graph, options, reason -> say("%s", reason))
        : Engines.named(name, graph, options);
  }
}
