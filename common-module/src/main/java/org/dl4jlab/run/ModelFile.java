package org.dl4jlab.run;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jlab.UserException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's own {@code model.zip}: configuration, parameters and updater state. */
public final class ModelFile {

  private static final String CONFIGURATION = ModelSerializer.CONFIGURATION_JSON;
  private static final String PARAMETERS = ModelSerializer.COEFFICIENTS_BIN;
  private static final String UPDATER = ModelSerializer.UPDATER_BIN;
  private static final Set<String> NEEDED = Set.of(CONFIGURATION, PARAMETERS);

  /** The parameters that are trained on, where those of the model are their moving average. */
  private static final String TRAINED = "trainedCoefficients.bin";

  private static final Set<String> ALLOWED = Set.of(CONFIGURATION, PARAMETERS, UPDATER, TRAINED);
  private static final int MOST_CONFIGURATION_BYTES = 1 << 24;

  private ModelFile() {}

  public static void write(Model model, Path file) throws IOException {
    AtomicFile.write(file, content(model));
  }

  static AtomicFile.Content content(Model model) {
    return out -> ModelSerializer.writeModel(model, out, true);
  }

  /** A graph that is trained on, whose moving average is what everybody else reads. */
  static AtomicFile.Content content(ComputationGraph graph, INDArray average) {
    return out -> {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        putModel(zip, graph.getConfiguration().toJson(), average);
        INDArray state = graph.getUpdater().getStateViewArray();
        if (state != null) {
          put(zip, UPDATER, state);
        }
        put(zip, TRAINED, graph.params());
      }
    };
  }

  /** A graph that nobody trains on. */
  static AtomicFile.Content content(String configuration, INDArray parameters) {
    return out -> {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        putModel(zip, configuration, parameters);
      }
    };
  }

  private static void putModel(ZipOutputStream zip, String configuration, INDArray parameters)
      throws IOException {
    zip.putNextEntry(entry(CONFIGURATION));
    zip.write(configuration.getBytes(StandardCharsets.UTF_8));
    put(zip, PARAMETERS, parameters);
  }

  /** Without the time, so that the same model is the same file. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    return entry;
  }

  private static void put(ZipOutputStream zip, String name, INDArray array) throws IOException {
    zip.putNextEntry(entry(name));
    DataOutputStream numbers = new DataOutputStream(zip);
    Nd4j.write(array, numbers);
    numbers.flush();
  }

  /** Reads what a training goes on from, as {@link #read} reads what it has come to. */
  static SavedTraining readTraining(Path file, Consumer<String> notice) throws IOException {
    return open(
        file,
        archive -> {
          ComputationGraph graph = read(archive, file, notice);
          if (!archive.names().contains(TRAINED)) {
            return new SavedTraining(graph, null);
          }
          INDArray average = graph.params().dup();
          graph.params().assign(array(archive, TRAINED, average.length(), file, notice));
          return new SavedTraining(graph, average);
        });
  }

  /** Reads something out of a model's file. */
  private interface Reader<T> {
    T read(ModelArchive archive) throws IOException;
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
    return open(file, archive -> read(archive, file, notice));
  }

  private static <T> T open(Path file, Reader<T> reader) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserException(
          "The run %s has no model yet; train it with train --resume".formatted(file.getParent()));
    }
    try (ModelArchive archive = ModelArchive.open(file)) {
      check(archive.names(), file);
      return reader.read(archive);
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
