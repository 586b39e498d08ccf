package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.sweep.Setting;
import org.dl4jlab.sweep.Sweep;
import org.dl4jlab.sweep.SweepFolder;
import org.dl4jlab.sweep.SweepPlan;
import org.dl4jlab.sweep.SweepTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Trains with every combination of some options' values, or some of them, and compares.
 *
 * @param <O> the options of a training
 */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = {
      "Train with all combinations of options and compare them, over seeds.",
      "Options of train take several values: --learning-rate 1e-4,1e-3 --seed 1..5. A sweep that was ended goes on with --sweep."
    })
final class SweepCommand<O extends ExperimentOptions> extends BaseCommand {

  private static final String DEFAULT_FACTOR = "3";
  private static final long DEFAULT_SAMPLE_SEED = 42;
  private static final String THREADS = "--threads";

  /** Of one training, for which a sweep has something else. */
  private static final Set<String> NOT_SWEPT =
      Set.of("--run", "--resume", "--config", "--ui", "--ui-host", "--dry-run");

  /** Where a comma is part of the value, or may be. */
  private static final Set<String> ONE_VALUE = Set.of("--data", "--augment", "--views");

  private final SweptTraining<O> training;
  private CommandSpec options; // that train has too

  @Option(
      names = "--sweep",
      paramLabel = "FOLDER",
      description =
          "Where to keep the sweep, or the sweep to go on with (default sweeps/NAME-TIME).")
  private Path path;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Train so many at a time (default 1); the results are the same.")
  private int parallel = 1;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Draw so many settings at random; then also between two numbers: --learning-rate 1e-4..1e-2.")
  private Integer sample;

  @Option(names = "--sample-seed", paramLabel = "N", description = "Of the drawing (default 42).")
  private Long sampleSeed;

  @Option(
      names = "--halving",
      arity = "0..1",
      paramLabel = "N",
      fallbackValue = DEFAULT_FACTOR,
      description =
          "Train all settings for a few epochs, the best one in N (default 3) for N times as many, and so on.")
  private Integer halving;

  /** What a sweep has come to, as JSON. */
  private record Figures(String sweep, String data, List<SweepTable.Row> settings) {}

  private SweepCommand(SweptTraining<O> training) {
    this.training = training;
  }

  /** The command with the options of {@code train}, which take several values here. */
  static <O extends ExperimentOptions> CommandLine commandLine(SweptTraining<O> training) {
    SweepCommand<O> sweep = new SweepCommand<>(training);
    CommandLine command = new CommandLine(sweep);
    sweep.options = command.getCommandSpec();
    for (OptionSpec option : training.command().getCommandSpec().options()) {
      if (!NOT_SWEPT.contains(option.longestName())
          && sweep.options.findOption(option.longestName()) == null) {
        sweep.options.addOption(swept(option));
      }
    }
    return command;
  }

  private static OptionSpec swept(OptionSpec option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.names())
            .arity(option.arity().toString())
            .description(
                option.longestName().equals(THREADS)
                    ? new String[] {"Number of threads of a training (default 1)."}
                    : option.description())
            .completionCandidates(option.completionCandidates());
    return isFlag(option)
        ? builder.type(boolean.class).build()
        : builder.type(String.class).paramLabel(option.paramLabel()).build();
  }

  private static boolean isFlag(OptionSpec option) {
    return option.arity().max() == 0;
  }

  @Override
  public Integer call() throws IOException {
    if (parallel < 1) {
      throw usage("At least 1 training goes on at a time, not " + parallel);
    }
    Path place = path != null ? path : defaultPath();
    SweepPlan plan = plan(place);
    Map<Integer, Integer> epochs = epochs(plan);
    try (SweepFolder folder = SweepFolder.open(place, plan);
        Interrupt interrupt = new Interrupt()) {
      Sweep sweep =
          new Sweep(
              plan,
              folder,
              setting -> epochs.get(setting.number()),
              training,
              parallel,
              console(),
              interrupt::requested);
      return end(place, sweep.run());
    }
  }

  private Path defaultPath() {
    return Path.of("sweeps")
        .resolve("%s-%s".formatted(training.name(), LocalDateTime.now().format(NewRunOption.TIME)));
  }

  /** That of the folder where nothing else is asked for. */
  private SweepPlan plan(Path place) throws IOException {
    Map<String, String> given = given();
    boolean asked = !given.isEmpty() || sample != null || sampleSeed != null || halving != null;
    if (!asked && SweepFolder.isOne(place)) {
      SweepPlan plan = SweepFolder.plan(place);
      if (!plan.experiment().equals(training.name())) {
        throw new UserException(
            "%s is a sweep of %s, not of %s".formatted(place, plan.experiment(), training.name()));
      }
      return plan;
    }
    given.putIfAbsent(SweepPlan.SEED, String.valueOf(training.defaults().settings().seed()));
    given.putIfAbsent(THREADS, "1"); // numbers depend on it, and shall not on --parallel
    return checked(
        () ->
            new SweepPlan(
                training.name(),
                given,
                ONE_VALUE,
                sample,
                sampleSeed == null ? DEFAULT_SAMPLE_SEED : sampleSeed,
                halving));
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    for (OptionSpec option : training.command().getCommandSpec().options()) {
      OptionSpec own = options.findOption(option.longestName());
      if (own != null && own.userObject() == null && isGiven(own)) {
        given.put(own.longestName(), own.getValue().toString());
      }
    }
    return given;
  }

  private static boolean isGiven(OptionSpec option) {
    Object value = option.getValue();
    return value != null && !value.equals(false);
  }

  /** Of each setting; what {@code train} would refuse is refused before anything is trained. */
  private Map<Integer, Integer> epochs(SweepPlan plan) {
    Map<O, Setting> known = new LinkedHashMap<>();
    Map<Integer, Integer> epochs = new LinkedHashMap<>();
    for (String seed : plan.seeds()) {
      asked(plan.settings().get(0), seed);
    }
    for (Setting setting : plan.settings()) {
      O asked = asked(setting, plan.seeds().get(0));
      Setting same = known.put(asked, setting);
      if (same != null) {
        throw usage(
            "Two settings are the same: %s, and %s".formatted(same.title(), setting.title()));
      }
      epochs.put(setting.number(), asked.settings().epochs());
    }
    return epochs;
  }

  private O asked(Setting setting, String seed) {
    try {
      return training.options(setting, seed);
    } catch (ParameterException e) {
      throw usage(UsageMessage.of(e));
    }
  }

  private int end(Path place, Sweep.Result ended) {
    if (ended.table() == null) {
      say("%nInterrupted; all is saved. To continue: sweep --sweep %s", place);
      return CommandRunner.FAILED;
    }
    SweepTable table = ended.table();
    say("%nOn %s:", table.data());
    table.toText().forEach(line -> say("%s", line));
    say(
        "%nTable: %s%nComparison: %s",
        place.resolve(SweepFolder.TABLE), place.resolve(SweepFolder.PAGE));
    result(new Figures(place.toString(), table.data(), table.rows()));
    if (!ended.failures().isEmpty()) {
      throw new UserException(
          "%d of the trainings failed, first %s"
              .formatted(ended.failures().size(), ended.failures().get(0)));
    }
    return CommandRunner.DONE;
  }
}
