package org.dl4jlab.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.UserException;

/** Finds the engines on the class path and opens one on a graph. */
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
   */
  public static Engine fastest(Model model, EngineOptions options, Consumer<String> passedOver) {
    String last = "there is none on the class path";
    for (EngineProvider provider : providers()) {
      var reason = obstacle(provider, model);
      if (reason.isEmpty()) {
        return provider.open(model, options);
      }
      last = reason.get();
      passedOver.accept("Not the engine '%s': %s".formatted(provider.name(), last));
    }
    throw new UserException("No engine can run this network: " + last);
  }

  /** The engine of that name, with default options. */
  public static Engine named(String name, Model model) {
    return named(name, model, EngineOptions.defaults());
  }

  /**
   * The engine of that name.
   *
   * @throws UserException when there is none, or with its reason when it cannot execute the model
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
    return provider.open(model, options);
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
    return provider.unavailable().or(() -> provider.unsupported(model));
  }

  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class, LOADER).stream()
        .map(Provider::get)
        .sorted(Comparator.comparingInt(EngineProvider::priority).reversed())
        .toList();
  }
}
