package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * An optimizer of Keras', <a href="https://keras.io/api/optimizers/">keras.io</a>.
 *
 * @param clipping of gradients, or none
 * @param threshold from which they are clipped
 */
record OptimizerChoice(IUpdater updater, GradientNormalization clipping, double threshold) {

  private static final double EPSILON = 1e-7;

  /** At the first step. */
  double learningRate() {
    return updater.hasLearningRate() ? updater.getLearningRate(0, 0) : 1;
  }

  /** For a model that was saved without one: Keras' own default. */
  static OptimizerChoice usual() {
    return new OptimizerChoice(
        Adam.builder().learningRate(1e-3).epsilon(EPSILON).build(), GradientNormalization.None, 1);
  }

  /**
   * @param node {@code {"class_name": "Adam", "config": {…}}}, or a name
   */
  static OptimizerChoice read(JsonNode node) throws Unsupported {
    String name = node.isTextual() ? node.asText() : node.path("class_name").asText("(none)");
    Settings settings = new Settings(node.path("config"));
    settings.refuse(
        "weight_decay",
        "use_ema",
        "global_clipnorm",
        "loss_scale_factor",
        "gradient_accumulation_steps",
        "decay");
    IUpdater updater = updater(name, settings);
    JsonNode rate = Json.get(settings.config(), "learning_rate");
    if (rate.isObject() && rate.path("config").isObject() && !rate.path("config").has("value")) {
      updater.setLrAndSchedule(Double.NaN, schedule(rate));
    } else {
      double usual = name.equalsIgnoreCase("sgd") ? 0.01 : 1e-3;
      double old = settings.number("lr", usual);
      updater.setLrAndSchedule(settings.number("learning_rate", old), null);
    }
    if (settings.has("clipvalue")) {
      return new OptimizerChoice(
          updater,
          GradientNormalization.ClipElementWiseAbsoluteValue,
          settings.number("clipvalue", 1));
    }
    return settings.has("clipnorm")
        ? new OptimizerChoice(
            updater, GradientNormalization.ClipL2PerParamType, settings.number("clipnorm", 1))
        : new OptimizerChoice(updater, GradientNormalization.None, 1);
  }

  private static IUpdater updater(String name, Settings settings) throws Unsupported {
    double beta1 = settings.number("beta_1", 0.9);
    double beta2 = settings.number("beta_2", 0.999);
    double epsilon = settings.number("epsilon", EPSILON);
    switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "adam" -> {
        return settings.flag("amsgrad", false)
            ? AMSGrad.builder().beta1(beta1).beta2(beta2).epsilon(epsilon).build()
            : Adam.builder().beta1(beta1).beta2(beta2).epsilon(epsilon).build();
      }
      case "adamax" -> {
        return new AdaMax(AdaMax.DEFAULT_ADAMAX_LEARNING_RATE, beta1, beta2, epsilon);
      }
      case "sgd" -> {
        double momentum = settings.number("momentum", 0);
        if (momentum == 0) {
          return new Sgd();
        }
        if (!settings.flag("nesterov", false)) {
          throw new Unsupported(
              "has plain momentum; Deeplearning4j has Nesterov's only (nesterov=True)");
        }
        return Nesterovs.builder().momentum(momentum).build();
      }
      case "rmsprop" -> {
        settings.refuse("momentum", "centered");
        return RmsProp.builder().rmsDecay(settings.number("rho", 0.9)).epsilon(epsilon).build();
      }
      case "adadelta" -> {
        if (settings.number("learning_rate", 1e-3) != 1) {
          throw new Unsupported(
              "is Adadelta with a learning rate other than 1, which Deeplearning4j's always has");
        }
        return AdaDelta.builder().rho(settings.number("rho", 0.95)).epsilon(epsilon).build();
      }
      default ->
          throw new Unsupported("is %s, which Deeplearning4j does not have as Keras has it", name);
    }
  }

  /** Of the learning rate over the steps. */
  private static ISchedule schedule(JsonNode node) throws Unsupported {
    Settings settings = new Settings(node.path("config"));
    String name = node.path("class_name").asText();
    switch (name) {
      case "ExponentialDecay" -> {
        double first = settings.number("initial_learning_rate", 1e-3);
        double rate = settings.number("decay_rate", 1);
        double steps = settings.number("decay_steps", 1);
        return settings.flag("staircase", false)
            ? new StepSchedule(ScheduleType.ITERATION, first, rate, steps)
            : new ExponentialSchedule(ScheduleType.ITERATION, first, Math.pow(rate, 1 / steps));
      }
      case "PiecewiseConstantDecay" -> {
        return new MapSchedule(ScheduleType.ITERATION, pieces(settings.config()));
      }
      default ->
          throw new Unsupported(
              "has the schedule %s; ExponentialDecay and PiecewiseConstantDecay can be imported",
              name);
    }
  }

  /** Keras keeps a rate up to and including its boundary. */
  private static Map<Integer, Double> pieces(JsonNode config) throws Unsupported {
    JsonNode values = config.path("values");
    JsonNode boundaries = config.path("boundaries");
    if (values.size() != boundaries.size() + 1) {
      throw new Unsupported("has a schedule with a number missing");
    }
    Map<Integer, Double> map = new TreeMap<>();
    map.put(0, values.get(0).asDouble());
    for (int i = 0; i < boundaries.size(); i++) {
      map.put(boundaries.get(i).asInt() + 1, values.get(i + 1).asDouble());
    }
    return map;
  }
}
