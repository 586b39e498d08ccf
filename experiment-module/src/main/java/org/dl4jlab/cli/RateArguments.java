package org.dl4jlab.cli;

import static org.dl4jlab.cli.MethodArguments.or;

import java.util.Objects;
import java.util.stream.Stream;
import org.dl4jlab.method.Pace;
import org.dl4jlab.method.RatePlan;
import org.dl4jlab.method.Schedule;
import picocli.CommandLine.Option;

/** The options of {@code train} on the course of the learning rate; those not given are null. */
final class RateArguments {

  @Option(
      names = "--schedule",
      paramLabel = "constant|step|cosine|one-cycle|triangle",
      description = "How the learning rate changes (default constant).")
  private Schedule schedule;

  @Option(
      names = "--pace",
      paramLabel = "step|epoch",
      description = "Change it after each step or after each epoch (default step).")
  private Pace pace;

  @Option(
      names = "--warmup",
      paramLabel = "EPOCHS",
      description = "First raise it evenly, in so many epochs, such as 0.5.")
  private Double warmup;

  @Option(
      names = "--decay-every",
      paramLabel = "EPOCHS",
      description = "With --schedule step: lower it after so many (default a third of all).")
  private Integer decayEvery;

  @Option(
      names = "--decay-factor",
      paramLabel = "X",
      description = "With --schedule step: multiply it by X (default 0.1).")
  private Double decayFactor;

  boolean given() {
    return Stream.of(schedule, pace, warmup, decayEvery, decayFactor).anyMatch(Objects::nonNull);
  }

  RatePlan over(RatePlan base) {
    return new RatePlan(
        or(schedule, base.schedule()),
        or(pace, base.pace()),
        or(warmup, base.warmup()),
        or(decayEvery, base.decayEvery()),
        or(decayFactor, base.decayFactor()));
  }
}
