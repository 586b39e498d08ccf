package org.dl4jlab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's own {@code model.zip}: configuration, parameters and updater state. */
public final class ModelFile {

  private static final String CONFIGURATION = ModelSerializer.CONFIGURATION_JSON;
  private static final String PARAMETERS = ModelSerializer.COEFFICIENTS_BIN;
  private static final String UPDATER = ModelSerializer.UPDATER_BIN;
  private static final Set<String> NEEDED = Set.of(CONFIGURATION, PARAMETERS);
  private static final Set<String> ALLOWED = Set.of(CONFIGURATION, PARAMETERS, UPDATER);
  private static final int MOST_CONFIGURATION_BYTES = 1 << 24;

  private ModelFile() {}

  public static void write(Model model, Path file) throws IOException {
    AtomicFile.write(file, content(model));
  }

  static AtomicFile.Content content(Model model) {
    return out -> ModelSerializer.writeModel(model, out, true);
  }

  /**
   * Reads a graph with its updater state.
   *
   * <p>DL4J's own reader runs Java deserialisation on some entries and believes the sizes that it
   * reads, so it never sees the file: the three entries are read here, each checked against what
   * the configuration needs, and no more is kept of them than that.
   *
   * @param notice is told in a line what is odd but can be used
   * @throws UserException when the file is missing or is no such model
   */
  public static ComputationGraph read(Path file, Consumer<String> notice) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "The run %s has no model yet; train it with train --resume".formatted(file.getParent()));
    }
    try (ModelArchive archive = ModelArchive.open(file)) {
      check(archive.names(), file);
      return read(archive, file, notice);
    } catch (ModelArchive.DamagedException e) {
      throw new UserException("%s is no model of DL4J: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void check(Set<String> names, Path file) {
    if (!names.containsAll(NEEDED)) {
      throw new UserException(
          "%s is no model of DL4J: it lacks %s"
              .formatted(file, NEEDED.stream().filter(n -> !names.contains(n)).sorted().toList()));
    }
    Set<String> foreign = new TreeSet<>(names);
    foreign.removeAll(ALLOWED);
    if (!foreign.isEmpty()) {
      throw new UserException(
          "%s holds %s, which no model of this program has; it was not loaded"
              .formatted(file, foreign));
    }
  }

  private static ComputationGraph read(ModelArchive archive, Path file, Consumer<String> notice)
      throws IOException {
    ComputationGraphConfiguration configuration =
        ModelConfiguration.of(
            new String(
                archive.read(CONFIGURATION, MOST_CONFIGURATION_BYTES), StandardCharsets.UTF_8));
    INDArray parameters =
        array(archive, PARAMETERS, ModelConfiguration.parameters(configuration), file, notice);
    ComputationGraph graph;
    INDArray state;
    try {
      configuration.setDataType(parameters.dataType());
      graph = new ComputationGraph(configuration);
      graph.init(parameters, false);
      state = graph.getUpdater().getUpdaterStateViewArray();
    } catch (RuntimeException e) {
      throw ModelConfiguration.damaged(e);
    }
    long numbers = state == null ? 0 : state.length();
    if (archive.names().contains(UPDATER)) {
      graph.getUpdater().setStateViewArray(array(archive, UPDATER, numbers, file, notice));
    } else if (numbers > 0) {
      notice.accept(
          "%s holds no state of the optimizer; a training that goes on begins with a new one"
              .formatted(file));
    }
    return graph;
  }

  private static INDArray array(
      ModelArchive archive, String name, long numbers, Path file, Consumer<String> notice)
      throws IOException {
    SavedArray saved =
        SavedArray.read(name, archive.read(name, SavedArray.mostBytes(numbers)), numbers);
    if (!saved.finite()) {
      notice.accept(
          "%s: %s holds values that are no finite numbers, so what the network predicts means nothing"
              .formatted(file, name));
    }
    return saved.array();
  }
}
