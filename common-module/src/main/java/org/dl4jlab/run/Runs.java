package org.dl4jlab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jlab.UserException;

/**
 * The runs in a folder, found as a person names them.
 *
 * @param home where new runs are made
 */
public record Runs(Path home) {

  /** Below the folder that the program was started in. */
  public static final Runs HERE = new Runs(Path.of("runs"));

  /** A run and when it was begun. */
  private record Begun(Path path, RunConfig config) {}

  /**
   * The runs, latest first; what is damaged is left out.
   *
   * @param experiment {@code cifar} or {@code imdb}, null for all
   */
  public List<Path> of(String experiment) throws IOException {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    List<Begun> runs = new ArrayList<>();
    try (var entries = Files.list(home)) {
      for (Path path : entries.filter(Runs::hasConfig).toList()) {
        RunConfig config = configOf(path);
        if (config != null && (experiment == null || experiment.equals(config.experiment()))) {
          runs.add(new Begun(path, config));
        }
      }
    }
    return runs.stream()
        .sorted(
            Comparator.comparing((Begun run) -> String.valueOf(run.config().created()))
                .thenComparing(Begun::path)
                .reversed())
        .map(Begun::path)
        .toList();
  }

  private static boolean hasConfig(Path path) {
    return Files.isRegularFile(path.resolve(RunFolder.CONFIG));
  }

  private static RunConfig configOf(Path path) throws IOException {
    try {
      return RunFolder.open(path).readConfig();
    } catch (UserException damaged) {
      return null;
    }
  }

  /**
   * The latest run.
   *
   * @throws UserException when there is none
   */
  public Path latest(String experiment) throws IOException {
    return of(experiment).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "There is no run in %s yet; train one, or name another's folder by --run"
                        .formatted(home)));
  }

  /**
   * The run that somebody names: a folder, or the beginning of the name of one here.
   *
   * @throws UserException when several begin so
   */
  public Path find(String name) throws IOException {
    Path path = path(name);
    if (Files.exists(path) || !Files.isDirectory(home)) {
      return path;
    }
    List<Path> beginning = new ArrayList<>();
    try (var entries = Files.list(home)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(name))
          .filter(Files::isDirectory)
          .sorted()
          .forEach(beginning::add);
    }
    if (beginning.size() > 1 && !beginning.get(0).getFileName().toString().equals(name)) {
      throw new UserException(
          "Several runs in %s begin with '%s': %s"
              .formatted(
                  home,
                  name,
                  String.join(
                      ", ", beginning.stream().map(p -> p.getFileName().toString()).toList())));
    }
    return beginning.isEmpty() ? path : beginning.get(0);
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UserException("'%s' cannot be the name of a run".formatted(name), e);
    }
  }
}
