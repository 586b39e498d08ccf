package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * An optimizer as Keras writes it, of those that step alike in both.
 *
 * @param name that Keras gives it
 * @param learningRate of each step
 * @param numbers that it remembers of each parameter
 * @param config its hyperparameters
 */
record KerasOptimizer(
    String type, String name, double learningRate, int numbers, ObjectNode config) {

  /** Up to which it does not matter that DL4J's AdaMax adds its epsilon again at each step. */
  private static final double NEGLIGIBLE = 1e-7;

  /** Of a learning rate that is the same at each step; empty where Keras steps otherwise. */
  static Optional<KerasOptimizer> of(IUpdater updater) {
    if (schedule(updater) != null) {
      return Optional.empty();
    }
    if (updater instanceof Adam adam) {
      ObjectNode config = config("adam", adam.getLearningRate());
      betas(config, adam.getBeta1(), adam.getBeta2(), adam.getEpsilon()).put("amsgrad", false);
      return Optional.of(new KerasOptimizer("Adam", config, 2));
    }
    if (updater instanceof AMSGrad adam) {
      ObjectNode config = config("adam", adam.getLearningRate());
      betas(config, adam.getBeta1(), adam.getBeta2(), adam.getEpsilon()).put("amsgrad", true);
      return Optional.of(new KerasOptimizer("Adam", config, 3));
    }
    if (updater instanceof AdaMax adam && adam.getEpsilon() <= NEGLIGIBLE) {
      ObjectNode config = config("adamax", adam.getLearningRate());
      betas(config, adam.getBeta1(), adam.getBeta2(), adam.getEpsilon());
      return Optional.of(new KerasOptimizer("Adamax", config, 2));
    }
    if (updater instanceof AdaDelta delta) {
      ObjectNode config = config("adadelta", 1);
      config.put("rho", delta.getRho()).put("epsilon", delta.getEpsilon());
      return Optional.of(new KerasOptimizer("Adadelta", config, 2));
    }
    if (updater instanceof Nesterovs descent && descent.getMomentumISchedule() == null) {
      ObjectNode config = config("SGD", descent.getLearningRate());
      config.put("momentum", descent.getMomentum()).put("nesterov", true);
      return Optional.of(new KerasOptimizer("SGD", config, 1));
    }
    if (updater instanceof Sgd descent) {
      ObjectNode config = config("SGD", descent.getLearningRate());
      config.put("momentum", 0.0).put("nesterov", false);
      return Optional.of(new KerasOptimizer("SGD", config, 0));
    }
    return Optional.empty();
  }

  private KerasOptimizer(String type, ObjectNode config, int numbers) {
    this(
        type,
        config.required("name").asText(),
        config.required("learning_rate").asDouble(),
        numbers,
        config);
  }

  private static ISchedule schedule(IUpdater updater) {
    if (updater instanceof Adam adam) {
      return adam.getLearningRateSchedule();
    }
    if (updater instanceof AMSGrad adam) {
      return adam.getLearningRateSchedule();
    }
    if (updater instanceof AdaMax adam) {
      return adam.getLearningRateSchedule();
    }
    if (updater instanceof Nesterovs descent) {
      return descent.getLearningRateSchedule();
    }
    return updater instanceof Sgd descent ? descent.getLearningRateSchedule() : null;
  }

  private static ObjectNode betas(ObjectNode config, double one, double two, double epsilon) {
    return config.put("beta_1", one).put("beta_2", two).put("epsilon", epsilon);
  }

  ObjectNode toJson() {
    ObjectNode optimizer =
        JsonNodeFactory.instance
            .objectNode()
            .put("module", "keras.optimizers")
            .put("class_name", type);
    optimizer.set("config", config);
    return optimizer.putNull("registered_name");
  }

  /** What all optimizers have. */
  private static ObjectNode config(String name, double learningRate) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("learning_rate", learningRate)
        .putNull("weight_decay")
        .putNull("clipnorm")
        .putNull("global_clipnorm")
        .putNull("clipvalue")
        .put("use_ema", false)
        .put("ema_momentum", 0.99)
        .putNull("ema_overwrite_frequency")
        .putNull("loss_scale_factor")
        .putNull("gradient_accumulation_steps");
  }
}
