package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * An optimizer of Keras', <a href="https://keras.io/api/optimizers/">keras.io</a>.
 *
 * @param clipping of gradients, or none
 * @param threshold from which they are clipped
 * @param weightDecay by how much of themselves, times the learning rate, arrays shrink at each step
 * @param memory what it remembers of each array
 * @param scheduled whether the learning rate changes with the steps
 * @param notes what is otherwise than in Keras, in sentences
 */
record OptimizerChoice(
    IUpdater updater,
    GradientNormalization clipping,
    double threshold,
    double weightDecay,
    OptimizerMemory memory,
    boolean scheduled,
    List<String> notes) {

  private static final double EPSILON = 1e-7;
  private static final double USUAL_RATE = 1e-3;

  /** Of SGD, in Keras. */
  private static final double RATE_OF_DESCENT = 0.01;

  /** Of AdamW, in Keras. */
  private static final double USUAL_DECAY = 0.004;

  /** Behind so many steps. */
  double learningRate(int steps) {
    return updater.hasLearningRate() ? updater.getLearningRate(steps, 0) : 1;
  }

  /** For a model that was saved without one: Keras' own default. */
  static OptimizerChoice usual() {
    return new OptimizerChoice(
        Adam.builder().learningRate(USUAL_RATE).epsilon(EPSILON).build(),
        GradientNormalization.None,
        1,
        0,
        OptimizerMemory.of(2),
        false,
        List.of());
  }

  /**
   * @param node {@code {"class_name": "Adam", "config": {…}}}, or a name
   * @throws Unsupported when DL4J has nothing that steps as it does
   */
  static OptimizerChoice read(JsonNode node) throws Unsupported {
    String name = node.isTextual() ? node.asText() : node.path("class_name").asText("(none)");
    String kind = name.toLowerCase(Locale.ROOT);
    Settings settings = new Settings(node.path("config"));
    settings.refuse("gradient_accumulation_steps");
    List<String> notes = new ArrayList<>();
    IUpdater updater = updater(kind, name, settings, notes);
    boolean scheduled = rate(updater, kind, settings);
    if (settings.flag("use_ema", false)) {
      notes.add("The running average of the weights (use_ema) is not kept");
    }
    if (settings.has("global_clipnorm")) {
      notes.add(
          "Gradients are not clipped: Deeplearning4j does so layer by layer, not all together (global_clipnorm)");
    }
    GradientNormalization clipping = GradientNormalization.None;
    double threshold = 1;
    if (settings.has("clipvalue")) {
      clipping = GradientNormalization.ClipElementWiseAbsoluteValue;
      threshold = settings.number("clipvalue", 1);
    } else if (settings.has("clipnorm")) {
      clipping = GradientNormalization.ClipL2PerParamType;
      threshold = settings.number("clipnorm", 1);
    }
    return new OptimizerChoice(
        updater,
        clipping,
        threshold,
        settings.number("weight_decay", kind.equals("adamw") ? USUAL_DECAY : 0),
        memory(updater, settings),
        scheduled,
        notes);
  }

  /** Gives the updater its rate; whether that changes with the steps. */
  private static boolean rate(IUpdater updater, String kind, Settings settings) throws Unsupported {
    double old = settings.number("lr", kind.equals("sgd") ? RATE_OF_DESCENT : USUAL_RATE);
    double decay = settings.number("decay", 0);
    JsonNode rate = Json.get(settings.config(), "learning_rate");
    boolean scheduled = LearningRates.isSchedule(rate);
    if (updater instanceof AdaDelta) {
      if (scheduled || decay != 0 || settings.number("learning_rate", old) != 1) {
        throw new Unsupported(
            "is Adadelta with a learning rate other than 1, which Deeplearning4j's always has");
      }
      return false;
    }
    if (updater instanceof AdaGrad && (scheduled || decay != 0)) {
      throw new Unsupported(
          "is Adagrad with a schedule of its learning rate, which Deeplearning4j's loses");
    }
    if (scheduled) {
      updater.setLrAndSchedule(Double.NaN, LearningRates.schedule(rate));
      return true;
    }
    double constant = settings.number("learning_rate", old);
    if (decay != 0) {
      updater.setLrAndSchedule(Double.NaN, LearningRates.decay(constant, decay));
    } else {
      updater.setLrAndSchedule(constant, null);
    }
    return false;
  }

  private static IUpdater updater(String kind, String name, Settings settings, List<String> notes)
      throws Unsupported {
    double beta1 = settings.number("beta_1", 0.9);
    double beta2 = settings.number("beta_2", 0.999);
    double epsilon = settings.number("epsilon", EPSILON);
    return switch (kind) {
      case "adam", "adamw" ->
          settings.flag("amsgrad", false)
              ? AMSGrad.builder().beta1(beta1).beta2(beta2).epsilon(epsilon).build()
              : Adam.builder().beta1(beta1).beta2(beta2).epsilon(epsilon).build();
      case "adamax" -> new AdaMax(USUAL_RATE, beta1, beta2, epsilon);
      case "nadam" -> {
        notes.add("Nadam lets its momentum grow over the first steps in Keras, and not here");
        yield Nadam.builder().beta1(beta1).beta2(beta2).epsilon(epsilon).build();
      }
      case "sgd" -> descent(settings, notes);
      case "rmsprop" -> {
        settings.refuse("momentum", "centered");
        notes.add(
            "RMSprop adds its epsilon under the root in Keras, and to the root here: steps differ where gradients are small");
        yield RmsProp.builder().rmsDecay(settings.number("rho", 0.9)).epsilon(epsilon).build();
      }
      case "adagrad" -> AdaGrad.builder().epsilon(epsilon).build();
      case "adadelta" ->
          AdaDelta.builder().rho(settings.number("rho", 0.95)).epsilon(epsilon).build();
      default ->
          throw new Unsupported("is %s, which Deeplearning4j does not have as Keras has it", name);
    };
  }

  private static IUpdater descent(Settings settings, List<String> notes) throws Unsupported {
    double momentum = settings.number("momentum", 0);
    if (momentum == 0) {
      return new Sgd();
    }
    if (!settings.flag("nesterov", false)) {
      notes.add(
          "SGD has plain momentum in Keras and Nesterov's here, the only one that Deeplearning4j has: steps differ a little");
    }
    return Nesterovs.builder().momentum(momentum).build();
  }

  private static OptimizerMemory memory(IUpdater updater, Settings settings) throws Unsupported {
    if (updater instanceof Sgd) {
      return OptimizerMemory.of(0);
    }
    if (updater instanceof AdaGrad) {
      return new OptimizerMemory(1, (float) settings.number("initial_accumulator_value", 0.1));
    }
    if (updater instanceof Nadam) {
      return OptimizerMemory.NOT_READ;
    }
    boolean one = updater instanceof Nesterovs || updater instanceof RmsProp;
    return OptimizerMemory.of(one ? 1 : updater instanceof AMSGrad ? 3 : 2);
  }
}
