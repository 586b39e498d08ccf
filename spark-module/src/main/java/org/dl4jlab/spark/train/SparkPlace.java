package org.dl4jlab.spark.train;

import com.fasterxml.jackson.databind.JsonNode;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.TrainingPlace;
import org.dl4jlab.data.DivisibleDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.experiment.Console;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.experiment.ExperimentData;
import org.dl4jlab.experiment.TrainingEngine;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.spark.cluster.Cluster;
import org.dl4jlab.spark.cluster.ClusterOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A cluster, and how a training is divided among its workers. */
public final class SparkPlace implements TrainingPlace {

  private static final int DEFAULT_PARTITIONS = 2;
  private static final int DEFAULT_STEPS = 16;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Divide the training samples into so many parts, each trained on by itself (default 2); --batch is that of a part.")
  private Integer partitions;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "Average all parts' networks after so many steps of each (default 16).")
  private Integer steps;

  @Override
  public boolean given() {
    return partitions != null || steps != null;
  }

  private Distribution distribution() {
    return new Distribution(
        partitions == null ? DEFAULT_PARTITIONS : partitions,
        steps == null ? DEFAULT_STEPS : steps);
  }

  /** One thread for each part, since numbers depend on it; a batch of all parts together. */
  @Override
  public TrainingSettings settings(TrainingSettings asked) {
    return asked
        .withBatch(Math.multiplyExact(asked.batch(), distribution().partitions()))
        .withThreads(Math.max(1, asked.threads()));
  }

  @Override
  public Placed place(Experiment experiment, JsonNode before) {
    Distribution distribution =
        before == null ? distribution() : DistributedOptions.distributionOf(before);
    if (!(experiment.data().train() instanceof DivisibleDataset samples)) {
      throw new UserException(
          "The %s cannot be divided into partitions".formatted(experiment.data().noun()));
    }
    TrainingSettings settings = experiment.settings();
    requireDivisible(settings.method());
    if (samples.count() < distribution.partitions()) {
      throw new UserException(
          "%,d %s cannot be divided into %,d partitions"
              .formatted(samples.count(), experiment.data().noun(), distribution.partitions()));
    }
    Partitioning partitioning =
        new Partitioning(
            samples.count(),
            distribution.partitions(),
            settings.batch() / distribution.partitions(),
            settings.seed());
    return new Placed(
        divided(experiment, distribution),
        new TrainingEngine() {
          @Override
          public Engine open(Experiment divided, Console console) {
            return openOn(partitioning, divided, samples, console);
          }

          @Override
          public int samplesOfStep(Experiment divided) {
            long samplesOfRound = (long) partitioning.samplesOfStep() * distribution.steps();
            return (int) Math.min(Integer.MAX_VALUE, samplesOfRound);
          }
        });
  }

  /** What looks at each step, or at labels, does not see those of the partitions. */
  private static void requireDivisible(TrainingMethod method) {
    if (method.labelSmoothing() != null || method.average() != null || method.lookahead() != null) {
      throw new UserException(
          "Trainings in partitions have no --label-smoothing, --average or lookahead");
    }
  }

  /** With its training samples elsewhere. */
  private static Experiment divided(Experiment experiment, Distribution distribution) {
    ExperimentData data = experiment.data();
    return new Experiment(
        experiment.family(),
        new DistributedOptions(experiment.options(), distribution),
        experiment.graph(),
        experiment.input(),
        new ExperimentData(
            new Round.Rounds(data.train().count()),
            data.validation(),
            data.test(),
            data.info(),
            data.noun()),
        experiment.artifacts(),
        experiment.samples());
  }

  private Engine openOn(
      Partitioning partitioning, Experiment experiment, DivisibleDataset samples, Console console) {
    Engine local = TrainingEngine.HERE.open(experiment, console);
    try {
      Cluster opened = cluster.open();
      console.say(
          "Spark %s on %s: %d %s, each of about %,d %s",
          opened.context().version(),
          opened.context().master(),
          partitioning.partitions(),
          partitioning.partitions() == 1 ? "partition" : "partitions",
          partitioning.size(0),
          experiment.data().noun());
      return new SparkEngine(
          opened.context(),
          local,
          partitioning,
          experiment.settings().engine(),
          samples,
          Averaging.USUAL);
    } catch (RuntimeException e) {
      local.close();
      throw e;
    }
  }
}
