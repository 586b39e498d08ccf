package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * Keras' learning rates over the steps, <a
 * href="https://keras.io/api/optimizers/learning_rate_schedules/">keras.io</a>. Those of which DL4J
 * has no formula are written down step by step.
 */
final class LearningRates {

  /** A configuration holds the table once for each layer. */
  private static final int LONGEST_TABLE = 10_000;

  private LearningRates() {}

  /** Whether the rate is no number, but changes with the steps. */
  static boolean isSchedule(JsonNode rate) {
    return rate.isObject() && rate.path("config").isObject() && !rate.path("config").has("value");
  }

  static ISchedule schedule(JsonNode node) throws Unsupported {
    Settings settings = new Settings(node.path("config"));
    String name = node.path("class_name").asText();
    return switch (name) {
      case "ExponentialDecay" -> exponential(settings);
      case "InverseTimeDecay" -> inverse(settings);
      case "PiecewiseConstantDecay" ->
          new MapSchedule(ScheduleType.ITERATION, pieces(settings.config()));
      case "CosineDecay" -> cosine(settings);
      case "PolynomialDecay" -> polynomial(settings);
      default -> throw new Unsupported("has the schedule %s, which cannot be imported", name);
    };
  }

  /** The old {@code decay}: {@code rate / (1 + decay * step)}. */
  static ISchedule decay(double rate, double decay) {
    return new InverseSchedule(ScheduleType.ITERATION, rate, decay, 1);
  }

  private static ISchedule exponential(Settings settings) throws Unsupported {
    double first = first(settings);
    double rate = settings.number("decay_rate", 1);
    double steps = steps(settings);
    return settings.flag("staircase", false)
        ? new StepSchedule(ScheduleType.ITERATION, first, rate, steps)
        : new ExponentialSchedule(ScheduleType.ITERATION, first, Math.pow(rate, 1 / steps));
  }

  private static ISchedule inverse(Settings settings) throws Unsupported {
    double first = first(settings);
    double rate = settings.number("decay_rate", 1);
    double steps = steps(settings);
    if (settings.flag("staircase", false)) {
      throw new Unsupported("has the schedule InverseTimeDecay with staircase");
    }
    return new InverseSchedule(ScheduleType.ITERATION, first, rate / steps, 1);
  }

  /** From {@code warmup_target}, if there is one, which is reached in a straight line. */
  private static ISchedule cosine(Settings settings) throws Unsupported {
    double first = first(settings);
    double alpha = settings.number("alpha", 0);
    double steps = steps(settings);
    boolean warms = settings.has("warmup_target");
    double top = settings.number("warmup_target", first);
    double warmup = warms ? Math.max(0, settings.number("warmup_steps", 0)) : 0;
    return table(
        warmup + steps,
        step -> {
          if (step < warmup) {
            return first + (top - first) * step / warmup;
          }
          double done = Math.min(step - warmup, steps) / steps;
          return top * ((1 - alpha) * (1 + Math.cos(Math.PI * done)) / 2 + alpha);
        });
  }

  private static ISchedule polynomial(Settings settings) throws Unsupported {
    double first = first(settings);
    double end = settings.number("end_learning_rate", 1e-4);
    double power = settings.number("power", 1);
    double steps = steps(settings);
    if (settings.flag("cycle", false)) {
      throw new Unsupported("has the schedule PolynomialDecay that begins again and again");
    }
    return table(
        steps, step -> (first - end) * Math.pow(1 - Math.min(step, steps) / steps, power) + end);
  }

  private static double first(Settings settings) throws Unsupported {
    return settings.number("initial_learning_rate", 1e-3);
  }

  private static double steps(Settings settings) throws Unsupported {
    double steps = settings.number("decay_steps", 1);
    if (steps < 1) {
      throw new Unsupported("has a schedule of %s steps", steps);
    }
    return steps;
  }

  private static ISchedule table(double steps, IntToDoubleFunction rate) throws Unsupported {
    if (steps > LONGEST_TABLE) {
      throw new Unsupported(
          "has a schedule of %,.0f steps, of which Deeplearning4j has no formula; %,d can be written down",
          steps, LONGEST_TABLE);
    }
    Map<Integer, Double> map = new TreeMap<>();
    for (int step = 0; step <= Math.ceil(steps); step++) {
      map.put(step, rate.applyAsDouble(step));
    }
    return new MapSchedule(ScheduleType.ITERATION, map);
  }

  /** Keras keeps a rate up to and including its boundary. */
  private static Map<Integer, Double> pieces(JsonNode config) throws Unsupported {
    JsonNode values = config.path("values");
    JsonNode boundaries = config.path("boundaries");
    if (values.size() != boundaries.size() + 1) {
      throw new Unsupported("has a schedule with a number missing");
    }
    Map<Integer, Double> map = new TreeMap<>();
    map.put(0, number(values.get(0)));
    for (int i = 0; i < boundaries.size(); i++) {
      map.put((int) Math.floor(number(boundaries.get(i))) + 1, number(values.get(i + 1)));
    }
    return map;
  }

  private static double number(JsonNode node) throws Unsupported {
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw new Unsupported("has a schedule with something else than a number");
    }
    return node.asDouble();
  }
}
