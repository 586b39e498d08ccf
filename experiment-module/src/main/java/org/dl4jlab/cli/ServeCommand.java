package org.dl4jlab.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.device.Devices;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.EngineOptions;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.experiment.EngineSelection;
import org.dl4jlab.experiment.ExperimentFamily;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.experiment.ProgramVersion;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.run.Runs;
import org.dl4jlab.serve.Run;
import org.dl4jlab.serve.Server;
import org.dl4jlab.serve.batch.BatchOptions;
import org.dl4jlab.serve.http.HttpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Serves the networks of runs over HTTP until it is told to end.
 *
 * @param <O> the options of the runs' family
 */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Serve the networks of runs over HTTP, for programs (Open Inference Protocol) and people, until Ctrl-C.")
final class ServeCommand<O extends ExperimentOptions> extends BaseCommand {

  private final ExperimentFamily<O> family;
  private final Serving<O> serving;

  @Option(
      names = "--run",
      paramLabel = "[NAME=]RUN",
      description =
          "The run: its folder, or the beginning of its name in runs (default the latest). Given several times, each has its network's or this name; runs of one name are its versions 1, 2, …")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "What computes: onednn, dl4j or auto, the fastest that can (default auto).")
  private String engine = Engines.AUTO;

  @Mixin private ServerArguments arguments;

  ServeCommand(ExperimentFamily<O> family, Serving<O> serving) {
    this.family = family;
    this.serving = serving;
  }

  @Override
  public Integer call() throws IOException {
    BatchOptions batches = checked(arguments::batches);
    HttpOptions http = checked(() -> arguments.http(line -> say("%s", line)));
    Devices.require();
    List<Serving.Named<O>> named = open();
    List<Run> served =
        checked(() -> named.stream().map(run -> new Run(run.name(), run.model())).toList());
    try (Stop stop = Stop.onSignals();
        Server server =
            Server.start(
                served,
                serving.pages(latest(named)),
                batches,
                http,
                ProgramVersion.of(family.getClass()))) {
      tell(server.address(), named, http);
      stop.await();
      say("Stopping: requests in work are answered first");
    }
    return CommandRunner.DONE;
  }

  private List<Serving.Named<O>> open() throws IOException {
    List<Serving.Named<O>> opened = new ArrayList<>();
    if (runs.isEmpty()) {
      Path latest = Runs.HERE.latest(family.name());
      say("Run: %s", latest);
      opened.add(open(null, latest));
    }
    for (String run : runs) {
      int equals = run.indexOf('=');
      boolean named = equals > 0 && !Files.exists(Path.of(run));
      opened.add(
          open(
              named ? run.substring(0, equals) : null,
              Runs.HERE.find(named ? run.substring(equals + 1) : run)));
    }
    return opened;
  }

  /**
   * @param name null for the network's
   */
  private Serving.Named<O> open(String name, Path folder) throws IOException {
    TrainedRun<O> run = TrainedRun.openToUse(folder, family);
    run.folder().notices().forEach(notice -> say("%s", notice));
    return new Serving.Named<>(
        name == null ? run.options().networkName() : name,
        run,
        serving.open(
            run,
            threads ->
                EngineSelection.open(
                    engine,
                    run.graph().clone(),
                    Backend.onGpu() ? EngineOptions.defaults() : new EngineOptions(threads),
                    console())));
  }

  private List<Serving.Named<O>> latest(List<Serving.Named<O>> named) {
    Map<String, Serving.Named<O>> latest = new LinkedHashMap<>();
    named.forEach(run -> latest.put(run.name(), run));
    return List.copyOf(latest.values());
  }

  private void tell(InetSocketAddress address, List<Serving.Named<O>> named, HttpOptions http) {
    for (Serving.Named<O> run : named) {
      say("Model: %s, %s", run.name(), run.model().title());
    }
    boolean loopback = address.getAddress().isLoopbackAddress();
    if (!loopback && http.token() == null) {
      say("Whoever reaches this machine may ask: there is no --token");
    }
    String host = loopback ? "localhost" : address.getAddress().getHostAddress();
    say("Serving at http://%s:%d/ until Ctrl-C", host, address.getPort());
  }
}
