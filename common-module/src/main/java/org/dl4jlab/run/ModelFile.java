package org.dl4jlab.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;

/** DL4J's own {@code model.zip}: configuration, parameters and updater state. */
public final class ModelFile {

  private static final Set<String> NEEDED = Set.of("configuration.json", "coefficients.bin");
  private static final Set<String> ALLOWED =
      Set.of("configuration.json", "coefficients.bin", "updaterState.bin");

  private ModelFile() {}

  public static void write(Model model, Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          OutputStream buffered = new BufferedOutputStream(out);
          ModelSerializer.writeModel(model, buffered, true);
          buffered.flush(); // DL4J neither closes nor flushes it
        });
  }

  /**
   * Reads a graph with its updater state.
   *
   * <p>DL4J would run Java deserialisation on some entries, which can execute code, so a file with
   * any entry but the three that DL4J writes for a graph is refused unread.
   *
   * @throws UserException when the file is missing or is no such model
   */
  public static ComputationGraph read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "The run %s has no model yet; train it with train --resume".formatted(file.getParent()));
    }
    check(file);
    try {
      return ModelSerializer.restoreComputationGraph(file.toFile(), true);
    } catch (IOException | RuntimeException e) {
      throw new UserException("%s is no whole model of DL4J: %s".formatted(file, firstLine(e)), e);
    }
  }

  private static void check(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Set<String> names = zip.stream().map(entry -> entry.getName()).collect(Collectors.toSet());
      if (!names.containsAll(NEEDED)) {
        throw new UserException(
            "%s is no model of DL4J: it lacks %s"
                .formatted(
                    file, NEEDED.stream().filter(n -> !names.contains(n)).sorted().toList()));
      }
      Set<String> foreign = new TreeSet<>(names);
      foreign.removeAll(ALLOWED);
      if (!foreign.isEmpty()) {
        throw new UserException(
            "%s holds %s, which no model of this program has; it was not loaded"
                .formatted(file, foreign));
      }
    } catch (ZipException e) {
      throw new UserException("%s is no model of DL4J: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
