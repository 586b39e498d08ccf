package org.dl4jlab.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jlab.UserException;

/** Finds the engines on the class path, opens one on a network, or puts one into it. */
public final class Engines {

  /** The name that stands for the fastest engine. */
  public static final String AUTO = "auto";

  private static final ClassLoader LOADER = Engines.class.getClassLoader();

  private Engines() {}

  /** The fastest engine that supports the model; why a faster one does not is silent here. */
  public static Engine fastest(Model model) {
    return fastest(model, EngineOptions.defaults(), reason -> {});
  }

  /**
   * The fastest engine that supports the model.
   *
   * @param passedOver is told, in one line, why a faster engine cannot execute the model
   * @throws UserException when no engine can
   * @throws IllegalStateException when the model has an engine that is open
   */
  public static Engine fastest(Model model, EngineOptions options, Consumer<String> passedOver) {
    String last = "there is none on the class path";
    for (EngineProvider provider : providers()) {
      var reason = obstacle(provider, model);
      if (reason.isEmpty()) {
        return open(provider, model, options);
      }
      last = reason.get();
      passedOver.accept("Not the engine '%s': %s".formatted(provider.name(), last));
    }
    throw new UserException("No engine can run this network: " + last);
  }

  /** The fastest engine that can predict with the model, though perhaps not train it. */
  public static Engine forInference(Model model) {
    return predicting(model, providers())
        .orElseThrow(() -> new UserException("No engine can predict with this network"));
  }

  /** The same, but none where only stock DL4J can; one that trains the model, if there is one. */
  static Optional<Engine> besidesStock(Model model) {
    List<EngineProvider> others = besidesStock();
    Optional<EngineProvider> training =
        others.stream().filter(provider -> obstacles(provider, model).isEmpty()).findFirst();
    return training
        .map(provider -> open(provider, model, EngineOptions.defaults()))
        .or(() -> predicting(model, others));
  }

  private static Optional<Engine> predicting(Model model, List<EngineProvider> providers) {
    return providers.stream()
        .filter(provider -> provider.unavailable().isEmpty())
        .filter(provider -> provider.inferenceObstacles(model).isEmpty())
        .findFirst()
        .map(provider -> open(provider, model, EngineOptions.defaults()));
  }

  /** The engine of that name, with default options. */
  public static Engine named(String name, Model model) {
    return named(name, model, EngineOptions.defaults());
  }

  /**
   * The engine of that name.
   *
   * @throws UserException when there is none, or with its reason when it cannot execute the model
   * @throws IllegalStateException when the model has an engine that is open
   */
  public static Engine named(String name, Model model, EngineOptions options) {
    EngineProvider provider =
        providers().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        "There is no engine '%s' here, only %s".formatted(name, names())));
    obstacle(provider, model)
        .ifPresent(
            reason -> {
              throw new UserException(
                  "The engine '%s' cannot run this network: %s".formatted(name, reason));
            });
    return open(provider, model, options);
  }

  /**
   * The network in a form whose {@code fit}, {@code output} and {@code evaluate} are computed by
   * the fastest engine, opened at the first need. It is a {@link MultiLayerNetwork} for all of
   * DL4J: listeners, early stopping, transfer learning, saving. Configuration, parameters, updater
   * state and listeners are those of the given network, which is not to be used besides. A network
   * with {@link #obstacles} is trained by stock DL4J, which also computes its outputs where an
   * obstacle is in the way of these, and whatever an engine does not do (batches of shapes or with
   * masks that it refuses, listeners that look at activations or gradients, outputs in training
   * mode); the reason is logged once and the steps are counted ({@link #stockSteps}).
   *
   * <p>It behaves as stock DL4J does but for this: dropout's masks depend on the network's seed and
   * iteration instead of ND4J's global random numbers, {@code gradient()} is null after a step of
   * the engine, outputs lie outside of ND4J's workspaces, and a second thread that trains or
   * predicts at the same time gets an {@link IllegalStateException}. Closing the network frees the
   * engine.
   *
   * @param given initialised or not, restored, imported
   * @throws IllegalArgumentException for a subclass, whose own methods would be lost
   */
  public static MultiLayerNetwork accelerate(MultiLayerNetwork given) {
    if (given instanceof AcceleratedNetwork) {
      return given;
    }
    requireStock(given, MultiLayerNetwork.class);
    return new AcceleratedNetwork(given);
  }

  /** The same for a graph. */
  public static ComputationGraph accelerate(ComputationGraph given) {
    if (given instanceof AcceleratedGraph) {
      return given;
    }
    requireStock(given, ComputationGraph.class);
    return new AcceleratedGraph(given);
  }

  private static void requireStock(Model given, Class<?> stock) {
    if (given.getClass() != stock) {
      throw new IllegalArgumentException(
          "Only a plain %s can be accelerated, not a %s"
              .formatted(stock.getSimpleName(), given.getClass().getName()));
    }
  }

  /**
   * Every reason why no engine but stock DL4J can train the network, with the names of its layers;
   * empty if one can, or if stock DL4J cannot either because an output has no loss. Of several
   * engines, the fastest one's reasons. An accelerated network's predictions may be an engine's all
   * the same.
   *
   * @param model an initialised ComputationGraph or MultiLayerNetwork, accelerated or not
   * @throws IllegalStateException for one that is not initialised
   */
  public static List<String> obstacles(Model model) {
    if (!isInitialised(model)) {
      throw new IllegalStateException("The network is not initialised: call init() first");
    }
    if (model.numParams() == 0) {
      return List.of("The network has no parameters");
    }
    if (model instanceof Accelerated accelerated) {
      return accelerated.acceleration().obstacles();
    }
    List<List<String>> reasons =
        besidesStock().stream().map(provider -> obstacles(provider, model)).toList();
    if (reasons.isEmpty()) {
      return List.of("There is no engine on the class path but stock DL4J");
    }
    return reasons.stream().filter(List::isEmpty).findFirst().orElse(reasons.get(0));
  }

  private static Engine open(EngineProvider provider, Model model, EngineOptions options) {
    return OpenEngines.open(model, () -> new GuardedEngine(provider.open(model, options)));
  }

  private static boolean isInitialised(Model model) {
    return model instanceof ComputationGraph graph
        ? graph.getNumLayers() > 0
        : !(model instanceof MultiLayerNetwork network) || network.isInitCalled();
  }

  /** How many steps of an accelerated network stock DL4J took, for the reasons that were logged. */
  public static long stockSteps(Model model) {
    return acceleration(model).stockSteps();
  }

  /** How many batches an accelerated network's engine could not predict, so that stock DL4J did. */
  public static long stockOutputs(Model model) {
    return acceleration(model).stockOutputs();
  }

  private static Acceleration acceleration(Model model) {
    if (model instanceof Accelerated accelerated) {
      return accelerated.acceleration();
    }
    throw new IllegalArgumentException("The network is not accelerated");
  }

  /** The names of the engines on the class path, fastest first. */
  public static List<String> names() {
    return providers().stream().map(EngineProvider::name).collect(Collectors.toList());
  }

  /** Every engine on the class path, fastest first, with whether it can run on this machine. */
  public static List<Status> status() {
    return providers().stream()
        .map(provider -> new Status(provider.name(), provider.unavailable().orElse(null)))
        .toList();
  }

  /**
   * Whether an engine can run here.
   *
   * @param unavailable why it cannot, null when it can
   */
  public record Status(String name, String unavailable) {}

  private static Optional<String> obstacle(EngineProvider provider, Model model) {
    return obstacles(provider, model).stream().findFirst();
  }

  private static List<String> obstacles(EngineProvider provider, Model model) {
    return provider.unavailable().map(List::of).orElseGet(() -> provider.obstacles(model));
  }

  private static List<EngineProvider> besidesStock() {
    return providers().stream()
        .filter(provider -> !provider.name().equals(StockEngine.NAME))
        .toList();
  }

  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class, LOADER).stream()
        .map(Provider::get)
        .sorted(Comparator.comparingInt(EngineProvider::priority).reversed())
        .toList();
  }
}
